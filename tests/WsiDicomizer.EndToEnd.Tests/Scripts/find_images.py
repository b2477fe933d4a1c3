"""find_images.py SLIDE FILE…: does a file hold stored bytes of the slide's label or macro? Prints the files that do."""
import json
import sys

import tiffwalk

LENGTH = 48

needles = []
for page in tiffwalk.read(sys.argv[1]):
    if page.number(254, 0) & 1:
        for piece in page.pieces():
            middle = max(0, len(piece) // 2 - LENGTH // 2)
            needles.append(piece[middle:middle + LENGTH])
assert needles, "the slide has no label and no macro"
found = []
for path in sys.argv[2:]:
    with open(path, "rb") as file:
        data = file.read()
    if any(len(set(needle)) > 8 and needle in data for needle in needles):
        found.append(path)
print(json.dumps({"needles": len(needles), "found": found}))
