"""flatten.py FILE…: every element that pydicom reads, at any depth, as JSON: {"file name": ["Path.To.Keyword=value", …]}."""
import json
import os
import sys

import pydicom


def flatten(dataset, path):
    for element in dataset:
        name = path + (element.keyword or "%04X%04X" % (element.tag.group, element.tag.element))
        if element.VR == "SQ":
            for item in element.value:
                yield from flatten(item, name + ".")
        elif element.VR not in ("OB", "OW", "OV", "UN"):
            values = element.value if element.VM > 1 else [element.value]
            for value in values:
                yield "%s=%s" % (name, "" if value is None else value)


def read(path):
    return list(flatten(pydicom.dcmread(path, stop_before_pixels=True), ""))


print(json.dumps({os.path.basename(path): read(path) for path in sys.argv[1:]}))
