"""Compares a slide with what was made of it in its own format, as OpenSlide sees both.

usage: anonymized.py ORIGINAL WRITTEN

Prints one JSON object: whether OpenSlide knows the original; the vendors; the levels; how many pixels differ over all
levels, but for those that OpenSlide 3.4.1 itself renders differently in two reads of one file (edges of tiles of some
pyramids), and levels of the original that it cannot read (tiles without bytes); the pictures beside the pyramid of both, and of those written named label or macro, how many colours they have.
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


def try_pixels(path, level):
    """The pixels of a level of a slide that is opened for this alone: after an error OpenSlide gives nothing more."""
    try:
        with openslide.OpenSlide(path) as slide:
            return pixels(slide, level)
    except openslide.OpenSlideError:
        return None


def count_different(original, written, level):
    first, again = try_pixels(original, level), try_pixels(original, level)
    if first is None or again is None:
        return 0
    new, new_again = try_pixels(written, level), try_pixels(written, level)
    if new is None or new_again is None:
        return first.shape[0] * first.shape[1]
    unstable = (first != again).any(axis=2) | (new != new_again).any(axis=2)
    return int(((first != new).any(axis=2) & ~unstable).sum())


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
            different += count_different(sys.argv[1], sys.argv[2], level)
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
