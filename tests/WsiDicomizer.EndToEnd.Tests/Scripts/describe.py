"""describe.py FILE…: what pydicom reads in each instance, as JSON: {"file name": {"Keyword": "value"}}."""
import json
import os
import sys

import dicomframes


def describe(path):
    dataset, frames = dicomframes.read(path)
    values = {"TransferSyntaxUID": str(dataset.file_meta.TransferSyntaxUID)}
    for element in dataset:
        if element.VR in ("OB", "OW", "OV", "UN"):
            continue
        key = element.keyword or "%04X%04X" % (element.tag.group, element.tag.element)
        if element.VR == "SQ":
            values[key] = "%d items" % len(element.value)
        elif element.VM > 1:
            values[key] = "\\".join(str(value) for value in element.value)
        else:
            values[key] = "" if element.value is None else str(element.value)
    decoded = 0
    for frame in frames:
        picture = dicomframes.pixels(dataset, frame)
        assert picture.size == (dataset.Columns, dataset.Rows), "a frame decodes to %dx%d" % picture.size
        decoded += 1
    values["DecodedFrames"] = str(decoded)
    return values


print(json.dumps({os.path.basename(path): describe(path) for path in sys.argv[1:]}))
