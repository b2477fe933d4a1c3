"""Compares a slide with what was made of it in its own format, as OpenSlide sees both.

usage: anonymized.py ORIGINAL WRITTEN

Prints one JSON object: whether OpenSlide knows the original; the vendors; the levels; how many pixels differ over all
levels; the pictures beside the pyramid of both, and of those written named label or macro, how many colours they have.
"""
import json
import sys

import numpy
import openslide


def describe(path):
    try:
        return openslide.OpenSlide(path)
    except openslide.OpenSlideError as error:
        return str(error)


def pixels(slide, level):
    width, height = slide.level_dimensions[level]
    return numpy.asarray(slide.read_region((0, 0), level, (width, height)))


def main():
    before, after = describe(sys.argv[1]), describe(sys.argv[2])
    if isinstance(before, str):
        print(json.dumps({"known": False, "stillUnknown": isinstance(after, str)}))
        return
    if isinstance(after, str):
        print(json.dumps({"known": True, "error": after}))
        return
    different = 0
    if before.level_dimensions == after.level_dimensions:
        for level in range(before.level_count):
            different += int((pixels(before, level) != pixels(after, level)).any(axis=2).sum())
    colours = {}
    for name, picture in after.associated_images.items():
        if name in ("label", "macro"):
            values = numpy.asarray(picture.convert("RGB")).reshape(-1, 3).astype(int)
            colours[name] = int((values.max(axis=0) - values.min(axis=0)).max())
    print(json.dumps({
        "known": True,
        "vendors": [slide.properties["openslide.vendor"] for slide in (before, after)],
        "levels": [slide.level_dimensions for slide in (before, after)],
        "differentPixels": different,
        "pictures": [sorted(slide.associated_images) for slide in (before, after)],
        "spread": colours,
    }))


main()
