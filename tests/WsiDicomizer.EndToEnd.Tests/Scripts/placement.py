"""placement.py FOLDER: how pydicom places every instance below the folder on the slide, as a list in JSON."""
import json
import math
import pathlib
import sys

import pydicom

found = []
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.dcm")):
    dataset = pydicom.dcmread(path, stop_before_pixels=True)
    row, column = [[float(value) for value in dataset.ImageOrientationSlide][i:i + 3] for i in (0, 3)]
    start, = dataset.TotalPixelMatrixOriginSequence
    x, y = float(start.XOffsetInSlideCoordinateSystem), float(start.YOffsetInSlideCoordinateSystem)
    rows, columns = dataset.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    width, height = dataset.TotalPixelMatrixColumns * columns, dataset.TotalPixelMatrixRows * rows
    corners = [
        (x + row[0] * across + column[0] * down, y + row[1] * across + column[1] * down)
        for across in (0, width) for down in (0, height)]
    found.append({
        "name": path.name,
        "role": dataset.ImageType[2],
        "series": dataset.SeriesInstanceUID,
        # Seen from above: rows, columns and the way into the glass are right-handed.
        "normal": row[0] * column[1] - row[1] * column[0],
        "degrees": round(math.degrees(math.atan2(-row[0], column[0]))) % 360,
        "origin": [x, y],
        "low": [min(corner[axis] for corner in corners) for axis in (0, 1)],
        "high": [max(corner[axis] for corner in corners) for axis in (0, 1)],
    })
print(json.dumps(found))
