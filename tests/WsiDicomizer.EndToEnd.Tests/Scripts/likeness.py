"""likeness.py SLIDE LEVEL INSTANCE: how like are the frames to what OpenSlide renders from the source?

LEVEL is OpenSlide's level of the instance's size; what it leaves transparent is taken as white. Prints {"psnr": decibels over all samples of the level; 999 where they are
the same}. For tiles whose chroma is subsampled: decoders smooth chroma over the edges of a stream, which lie elsewhere.
"""
import json
import sys

import numpy
import openslide
import PIL.Image

import dicomframes

slide = openslide.OpenSlide(sys.argv[1])
dataset, frames = dicomframes.read(sys.argv[3])
size = int(dataset.TotalPixelMatrixColumns), int(dataset.TotalPixelMatrixRows)
level = slide.level_dimensions.index(size)
region = slide.read_region((0, 0), level, size)
ground = PIL.Image.new("RGBA", region.size, "white")
expected = numpy.asarray(PIL.Image.alpha_composite(ground, region).convert("RGB")).astype(int)
across = -(-size[0] // dataset.Columns)
squares = 0.0
for number, frame in enumerate(frames):
    picture = numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).astype(int)
    left, top = number % across * dataset.Columns, number // across * dataset.Rows
    wanted = expected[top:top + dataset.Rows, left:left + dataset.Columns]
    squares += float(((picture[:wanted.shape[0], :wanted.shape[1]] - wanted) ** 2).sum())
mean = squares / expected.size
print(json.dumps({"psnr": 999 if mean == 0 else round(float(10 * numpy.log10(255 ** 2 / mean)), 2)}))
