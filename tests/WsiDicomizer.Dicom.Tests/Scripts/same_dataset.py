"""Compares two DICOM files element by element with pydicom, nested ones and pixel data included.

same_dataset.py ORIGINAL REWRITTEN [--tools]

Group lengths and file meta information are left out. With --tools, dcmdump may say nothing about the second file that it
does not say about the first, and dciodvfy has to say the same of both. Says where the first difference is, never a value.
"""
import os
import re
import shutil
import subprocess
import sys

import pydicom
from pydicom.datadict import dictionary_has_tag

WORDS = {"OW": 2, "OL": 4, "OF": 4, "OD": 8, "OV": 8}


def little_endian(element, is_little):
    """The bytes of a value in little endian."""
    value = element.value or b""
    unit = WORDS.get(element.VR, 1)
    if is_little or unit == 1:
        return value
    return b"".join(value[at:at + unit][::-1] for at in range(0, len(value), unit))


def normal(element, is_little):
    if element.VR in ("OB", "OW", "OL", "OF", "OD", "OV", "UN", "OB or OW"):
        return little_endian(element, is_little)
    if element.value is None:
        return ""
    # repr tells -0.0 from 0.0, and calls NaN equal to NaN.
    return repr(element.value)


def compare(left, right, little_left, little_right, implicit, path=""):
    tags_left = [tag for tag in sorted(left.keys()) if tag.element != 0]
    tags_right = [tag for tag in sorted(right.keys()) if tag.element != 0]
    if tags_left != tags_right:
        raise SystemExit(f"{path}: other attributes: {sorted(set(tags_left) ^ set(tags_right))}")
    count = 0
    for tag in tags_left:
        one, two = left[tag], right[tag]
        place = f"{path}{tag}"
        if two.VR == "UN" and implicit and not dictionary_has_tag(tag):
            # Newer than pydicom's dictionary, which is all that implicit VR leaves it.
            continue
        if one.VR != two.VR:
            raise SystemExit(f"{place}: VR {one.VR} became {two.VR}")
        count += 1
        if one.VR == "SQ":
            items, others = one.value or [], two.value or []
            if len(items) != len(others):
                raise SystemExit(f"{place}: another number of items")
            for index, (first, second) in enumerate(zip(items, others)):
                count += compare(first, second, little_left, little_right, implicit, f"{place}[{index}].")
        elif normal(one, little_left) != normal(two, little_right):
            raise SystemExit(f"{place}: another value")
    return count


def complaints(tool, path):
    """What a tool says of a file, without the file's name."""
    if shutil.which(tool) is None:
        if os.environ.get("WSIDICOMIZER_REQUIRE_TOOLS") == "1":
            raise SystemExit(f"{tool} is missing")
        return None
    run = subprocess.run([tool, path], capture_output=True, check=False)
    text = run.stderr.decode("utf-8", "replace").replace(path, "FILE")
    return [line for line in text.splitlines() if re.match(r"\s*(W|E|Error|Warning)\b", line)]


def main():
    original, rewritten = sys.argv[1:3]
    one = pydicom.dcmread(original, force=True)
    two = pydicom.dcmread(rewritten)
    count = compare(one, two, one.is_little_endian, two.is_little_endian, two.is_implicit_VR)
    if "--tools" in sys.argv:
        new = [line for line in complaints("dcmdump", rewritten) or [] if line not in (complaints("dcmdump", original) or [])]
        if new:
            raise SystemExit(f"dcmdump: {len(new)} new complaints")
        if complaints("dciodvfy", original) != complaints("dciodvfy", rewritten):
            raise SystemExit("dciodvfy: another verdict")
    print(count)


main()
