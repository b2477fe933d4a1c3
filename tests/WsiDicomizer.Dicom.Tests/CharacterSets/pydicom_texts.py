"""Reads lines terms|bytes|text (hexadecimal); writes for each what pydicom decodes, and what it encodes, or nothing."""
import sys

from pydicom import charset
from pydicom import config

config.settings.reading_validation_mode = config.RAISE
config.settings.writing_validation_mode = config.RAISE
PN_DELIMITERS = {"^", "="}


def encode(text, encodings):
    """Component by component, as PN is encoded; nothing where pydicom cannot."""
    try:
        return "^".encode().join(charset.encode_string(part, encodings) for part in text.split("^"))
    except (UnicodeEncodeError, ValueError):
        return b""


for line in open(sys.argv[1], encoding="utf-8").read().split("\n"):
    terms, value, text = line.split("|")
    encodings = charset.convert_encodings(terms.split("\\"))
    decoded = charset.decode_bytes(bytes.fromhex(value), encodings, {ord(c) for c in PN_DELIMITERS})
    encoded = encode(bytes.fromhex(text).decode("utf-8"), encodings)
    print(decoded.encode("utf-8", "surrogatepass").hex().upper() + "|" + encoded.hex().upper())
