"""painted.py SLIDE LEVEL PIXELS WIDTH HEIGHT UNIT: how like are drawn pixels to what OpenSlide renders from the source?

PIXELS is a file of red, green, blue, row by row. They begin in the corner of the level; or, where UNIT
is above 0, where the scanned part begins, rounded down to such pixels of level 0. Prints {"psnr":
decibels over all samples; 999 where they are the same}.
"""
import json
import sys

import numpy
import openslide
import PIL.Image

slide = openslide.OpenSlide(sys.argv[1])
level, width, height, unit = (int(sys.argv[index]) for index in (2, 4, 5, 6))
left, top = (int(slide.properties["openslide.bounds-" + axis]) // unit * unit if unit else 0 for axis in "xy")
region = slide.read_region((left, top), level, (width, height))
ground = PIL.Image.new("RGBA", region.size, "#" + slide.properties["openslide.background-color"])
expected = numpy.asarray(PIL.Image.alpha_composite(ground, region).convert("RGB")).astype(int)
drawn = numpy.fromfile(sys.argv[3], numpy.uint8).reshape(height, width, 3).astype(int)
mean = float(((drawn - expected) ** 2).mean())
print(json.dumps({"psnr": 999 if mean == 0 else round(float(10 * numpy.log10(255 ** 2 / mean)), 2)}))
