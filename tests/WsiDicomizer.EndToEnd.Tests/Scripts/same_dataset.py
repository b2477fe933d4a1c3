"""same_dataset.py ORIGINALS RESTORED: is every restored file's data set that of its original, but for pixel data?"""
import json
import os
import sys

import pydicom


def files(folder):
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            with open(path, "rb") as stream:
                if stream.read(132)[128:] == b"DICM":
                    yield path


def flatten(dataset, path=""):
    for element in dataset:
        place = path + "%08x" % element.tag
        if element.tag.element == 0 or element.tag == 0xFFFCFFFC:
            continue  # group lengths and padding: no attributes
        if element.VR == "SQ":
            yield place, "SQ", len(element.value)
            for index, item in enumerate(element.value):
                yield from flatten(item, "%s[%d]." % (place, index))
        elif not (path == "" and element.tag.group == 0x7FE0):
            yield place, element.VR, str(element.value), bytes(element.value) if isinstance(element.value, bytes) else b""


originals = {}
for path in files(sys.argv[1]):
    dataset = pydicom.dcmread(path)
    originals[dataset.SOPInstanceUID] = dataset

different, same = [], 0
for path in files(sys.argv[2]):
    restored = pydicom.dcmread(path)
    assert restored.file_meta.MediaStorageSOPInstanceUID == restored.SOPInstanceUID
    left, right = list(flatten(originals.pop(restored.SOPInstanceUID))), list(flatten(restored))
    if left == right:
        same += 1
    else:
        different.extend(sorted({entry[0] for entry in set(left) ^ set(right)}))
print(json.dumps({"same": same, "different": different, "missing": len(originals)}))
