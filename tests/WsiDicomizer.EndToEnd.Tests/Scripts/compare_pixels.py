"""compare_pixels.py SLIDE LEVEL INSTANCE [LEFT,TOP,WIDTH,HEIGHT]: do frames decode to what OpenSlide renders from the source?

LEVEL is a number, or the name of an associated image. What OpenSlide leaves transparent, because it was not scanned, is
taken as white. A rectangle says which part of the level the instance shows. Prints {"frames", "width", "height", "psnr",
"different": [{"frame", "max", "mean"}]} with the signal-to-noise ratio of all (999 where nothing differs), and frame numbers from 1. Frames are decoded from their own streams, so markers count.
"""
import json
import sys

import numpy
import openslide
import PIL.Image

import dicomframes


def expected_picture(slide, level):
    if not level.isdigit():
        return slide.associated_images[level]
    # From (0, 0), the whole level at once: no position has to be scaled, so nothing is resampled.
    region = slide.read_region((0, 0), int(level), slide.level_dimensions[int(level)])
    return PIL.Image.alpha_composite(PIL.Image.new("RGBA", region.size, "white"), region)


slide = openslide.OpenSlide(sys.argv[1])
expected = numpy.asarray(expected_picture(slide, sys.argv[2]).convert("RGB")).astype(int)
if len(sys.argv) > 4:
    left, top, width, height = (int(number) for number in sys.argv[4].split(","))
    expected = expected[top:top + height, left:left + width]
dataset, frames = dicomframes.read(sys.argv[3])
across = -(-int(dataset.TotalPixelMatrixColumns) // dataset.Columns)
different = []
squares = samples = 0
for number, frame in enumerate(frames):
    picture = numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).astype(int)
    left, top = number % across * dataset.Columns, number // across * dataset.Rows
    wanted = expected[top:top + dataset.Rows, left:left + dataset.Columns]
    gap = numpy.abs(picture[:wanted.shape[0], :wanted.shape[1]] - wanted)
    squares += int((gap * gap).sum())
    samples += gap.size
    if gap.max() > 0:
        different.append({"frame": number + 1, "max": int(gap.max()), "mean": round(float(gap.mean()), 3)})
print(json.dumps({
    "frames": len(frames), "width": expected.shape[1], "height": expected.shape[0], "different": different,
    "psnr": 999 if squares == 0 else 10 * numpy.log10(255 * 255 * samples / squares),
}))
