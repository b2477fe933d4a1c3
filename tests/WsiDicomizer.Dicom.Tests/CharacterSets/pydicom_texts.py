"""Reads lines terms|bytes|text (hexadecimal); writes for each what pydicom decodes, and what it encodes, or nothing."""
import sys

from pydicom import charset
from pydicom import config

config.settings.reading_validation_mode = config.RAISE
config.settings.writing_validation_mode = config.RAISE
PN_DELIMITERS = {"^", "="}

# To pydicom the default repertoire is Latin-1 when it encodes; without that it chooses a declared set, as it should.
charset.ENCODINGS_TO_CODES["ascii"] = b"\x1b(B"

# pydicom 2.3.1 leaves the escape sequence of GB 2312 in the text, as if Python's codec removed it.
charset.handled_encodings = ("iso2022_jp", "iso2022_jp_2")


def decode(value, encodings):
    return charset.decode_bytes(value, encodings, {ord(c) for c in PN_DELIMITERS})


def encode(text, encodings):
    """Component by component, as PN is encoded; nothing where pydicom cannot, or replaces a character by "?"."""
    strict = ["ascii" if name == charset.default_encoding else name for name in encodings]
    try:
        value = b"^".join(charset.encode_string(part, strict) for part in text.split("^"))
    except (UnicodeEncodeError, ValueError):
        return b""
    if b"\x1b$B" in value and encodings[0] == "latin_1":
        # It leaves a two-byte set on the left by designating one on the right, where it has to designate ASCII.
        return b""
    return value if decode(value, encodings) == text else b""


for line in open(sys.argv[1], encoding="utf-8").read().split("\n"):
    terms, value, text = line.split("|")
    encodings = charset.convert_encodings(terms.split("\\"))
    decoded = decode(bytes.fromhex(value), encodings)
    encoded = encode(bytes.fromhex(text).decode("utf-8"), encodings)
    print(decoded.encode("utf-8", "surrogatepass").hex().upper() + "|" + encoded.hex().upper())
