"""Compares a DICOM file with our DICOM JSON of it, and writes pydicom's own JSON of it.

Usage: pydicom_json.py FILE OURS.json THEIRS.json
"""
import json
import struct
import sys

import pydicom
from pydicom.dataset import Dataset


def plain(value, vr):
    """A value that compares by its text or number, in lists where there are several."""
    if isinstance(value, (pydicom.multival.MultiValue, list)):
        return [plain(part, vr) for part in value]
    if vr == "FL" and value is not None:
        # To pydicom a float of the file is a double with all its digits, and one of JSON the double of its shortest text.
        return struct.pack("<f", value)
    if isinstance(value, (pydicom.valuerep.DSfloat, pydicom.valuerep.DSdecimal)):
        return float(value)
    if isinstance(value, pydicom.valuerep.IS):
        return int(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    # pydicom reads an empty value as None, "" or b"", by VR and by way.
    return None if value in ("", b"", None) else value


def compare(left, right, path):
    """Says each difference by its path and kind, never by its value."""
    for tag in sorted(set(left.keys()) | set(right.keys())):
        place = f"{path}{tag}"
        if tag not in left or tag not in right:
            yield f"{place} missing"
            continue
        one, two = left[tag], right[tag]
        if one.VR != two.VR:
            yield f"{place} VR {one.VR} {two.VR}"
        elif one.VR == "SQ":
            if len(one.value or []) != len(two.value or []):
                yield f"{place} items"
                continue
            for index, pair in enumerate(zip(one.value or [], two.value or [])):
                yield from compare(*pair, f"{place}[{index}].")
        elif one.keyword == "SpecificCharacterSet":
            if two.value != "ISO_IR 192":
                yield f"{place} is not UTF-8"
        elif (plain(one.value, one.VR) or None) != (plain(two.value, two.VR) or None):
            yield f"{place} {one.VR} value"


file, ours, theirs = sys.argv[1:]
original = pydicom.dcmread(file)
for tag in [tag for tag in original.keys() if tag.element == 0]:
    del original[tag]
if original.file_meta.TransferSyntaxUID.is_compressed and "PixelData" in original:
    del original.PixelData
original.decode()

read = Dataset.from_json(open(ours, encoding="utf-8").read())
for difference in compare(original, read, ""):
    print(difference)

with open(theirs, "w", encoding="utf-8") as output:
    json.dump(original.to_json_dict(bulk_data_threshold=1 << 40), output, ensure_ascii=False)
