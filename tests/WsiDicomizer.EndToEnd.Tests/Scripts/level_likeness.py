"""level_likeness.py SLIDE LEVEL INSTANCE LEFT BACKGROUND: how like are the frames to what OpenSlide renders from the source?

The instance begins LEFT columns into OpenSlide's level; what OpenSlide leaves transparent is taken as grey BACKGROUND. Prints
{"psnr": decibels over all samples of the instance, 999 where they are the same, "width", "height": of its pixel matrix}.
"""
import json
import sys

import numpy
import openslide
import PIL.Image

import dicomframes

slide, level, left, background = openslide.OpenSlide(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4]), int(sys.argv[5])
dataset, frames = dicomframes.read(sys.argv[3])
width, height = int(dataset.TotalPixelMatrixColumns), int(dataset.TotalPixelMatrixRows)
assert slide.level_dimensions[level] == (left + width, height), "the level has another size than OpenSlide's"
# From (0, 0), the whole level at once: no position has to be scaled, so nothing is resampled.
region = slide.read_region((0, 0), level, slide.level_dimensions[level])
ground = PIL.Image.new("RGBA", region.size, (background, background, background, 255))
expected = numpy.asarray(PIL.Image.alpha_composite(ground, region).convert("RGB")).astype(int)[:, left:]
across = -(-width // dataset.Columns)
squares = 0.0
for number, frame in enumerate(frames):
    picture = numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).astype(int)
    x, y = number % across * dataset.Columns, number // across * dataset.Rows
    wanted = expected[y:y + dataset.Rows, x:x + dataset.Columns]
    squares += float(((picture[:wanted.shape[0], :wanted.shape[1]] - wanted) ** 2).sum())
mean = squares / expected.size
psnr = 999 if mean == 0 else round(float(10 * numpy.log10(255 ** 2 / mean)), 2)
print(json.dumps({"psnr": psnr, "width": width, "height": height}))
