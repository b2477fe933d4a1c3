"""every_level.py SLIDE FOLDER: how like is each level of a converted slide to what OpenSlide renders from the source?

Prints [{"name", "level", "psnr"}, ...], or [] where OpenSlide does not open the slide, for each volume-*.dcm in FOLDER (the first area, plane and channel): OpenSlide's level
of the same size, null where it has none, or for 16 bits,, and the decibels over all samples; 999 where they are the
same, null where OpenSlide opens the slide and fails on the level.
"""
import json
import pathlib
import sys

import numpy
import openslide

import dicomframes

try:
    slide = openslide.OpenSlide(sys.argv[1])
except openslide.OpenSlideError:
    print("[]")
    sys.exit()

background = tuple(int(slide.properties.get("openslide.background-color", "FFFFFF")[i:i + 2], 16) for i in (0, 2, 4))


def render(level, size):
    """What OpenSlide shows, on its background: transparent is what was not scanned."""
    shown = numpy.asarray(slide.read_region((0, 0), level, size)).astype(float)
    opaque = shown[:, :, 3:] / 255
    return shown[:, :, :3] * opaque + numpy.array(background) * (1 - opaque)


answers = []
for path in sorted(pathlib.Path(sys.argv[2]).glob("volume-*.dcm")):
    dataset, frames = dicomframes.read(str(path))
    size = int(dataset.TotalPixelMatrixColumns), int(dataset.TotalPixelMatrixRows)
    if size not in slide.level_dimensions or dataset.BitsAllocated != 8:
        answers.append({"name": path.name, "level": None, "psnr": None})
        continue
    level = slide.level_dimensions.index(size)
    try:
        expected = render(level, size)
    except openslide.OpenSlideError:
        answers.append({"name": path.name, "level": level, "psnr": None})
        slide = openslide.OpenSlide(sys.argv[1])
        continue
    across = -(-size[0] // dataset.Columns)
    squares = 0.0
    for number, frame in enumerate(frames):
        picture = numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).astype(float)
        left, top = number % across * dataset.Columns, number // across * dataset.Rows
        wanted = expected[top:top + dataset.Rows, left:left + dataset.Columns]
        squares += float(((picture[:wanted.shape[0], :wanted.shape[1]] - wanted) ** 2).sum())
    mean = squares / expected.size
    answers.append({
        "name": path.name, "level": level, "psnr": 999 if mean == 0 else round(float(10 * numpy.log10(255 ** 2 / mean)), 2)})
print(json.dumps(answers))
