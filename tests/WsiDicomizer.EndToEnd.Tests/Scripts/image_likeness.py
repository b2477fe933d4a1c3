"""image_likeness.py IMAGE INSTANCE: how like are the frames to what PIL decodes from an image file?

Prints {"psnr": decibels over all samples; 999 where they are the same}.
"""
import json
import sys

import numpy
import PIL.Image

import dicomframes

expected = numpy.asarray(PIL.Image.open(sys.argv[1]).convert("RGB")).astype(float)
dataset, frames = dicomframes.read(sys.argv[2])
assert expected.shape[:2] == (dataset.TotalPixelMatrixRows, dataset.TotalPixelMatrixColumns), "another size"
across = -(-int(dataset.TotalPixelMatrixColumns) // dataset.Columns)
total = 0.0
for number, frame in enumerate(frames):
    picture = numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).astype(float)
    left, top = number % across * dataset.Columns, number // across * dataset.Rows
    wanted = expected[top:top + dataset.Rows, left:left + dataset.Columns]
    total += ((picture[:wanted.shape[0], :wanted.shape[1]] - wanted) ** 2).sum()
mean = total / expected.size
print(json.dumps({"psnr": 999 if mean == 0 else round(float(10 * numpy.log10(255 ** 2 / mean)), 2)}))
