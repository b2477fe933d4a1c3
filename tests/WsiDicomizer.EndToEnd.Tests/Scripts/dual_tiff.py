"""dual_tiff.py FOLDER: what tifffile and OpenSlide find in volume-0.dcm, against the instances that pydicom reads.

tifffile: one page per level, its tiles byte for byte the frames. OpenSlide: as many levels, every tile with the pixels of
the frame. Prints {"big", "levels", "tiles", "tags", "vendor", "different": [[level, frame number from 1]]}; without the
last two where OpenSlide does not open the file, and "refused" with its reason instead.
"""
import glob
import json
import os
import shutil
import sys

import numpy
import openslide
import tifffile

import dicomframes


def tiles(file, page):
    for offset, length in zip(page.dataoffsets, page.databytecounts):
        file.seek(offset)
        yield file.read(length)


folder = sys.argv[1]
path = os.path.join(folder, "volume-0.dcm")
levels = [dicomframes.read(name) for name in sorted(glob.glob(os.path.join(folder, "volume-*.dcm")))]
found = {"tiles": 0, "tags": set()}
with tifffile.TiffFile(path) as tiff, open(path, "rb") as file:
    found["big"], found["levels"] = tiff.is_bigtiff, len(tiff.pages)
    assert len(tiff.pages) == len(levels), "tifffile finds %d levels" % len(tiff.pages)
    for number, (page, (dataset, frames)) in enumerate(zip(tiff.pages, levels)):
        assert page.is_reduced == (number > 0)
        assert page.shape[:2] == (dataset.TotalPixelMatrixRows, dataset.TotalPixelMatrixColumns)
        assert (page.tilelength, page.tilewidth) == (dataset.Rows, dataset.Columns)
        assert len(page.dataoffsets) == len(frames)
        for tile, frame in zip(tiles(file, page), frames):
            assert tile == frame[:len(tile)] and len(frame) - len(tile) in (0, 1), "a tile is not the frame"
            assert tile[-2:] == b"\xff\xd9", "a tile does not end with its end marker"
        found["tiles"] += len(frames)
        found["tags"] |= set(page.tags.keys())
        profile = bytes(dataset.OpticalPathSequence[0].ICCProfile)
        assert page.tags[34675].value == profile or page.tags[34675].value + b"\0" == profile
found["tags"] = sorted(found["tags"])


def compare(path):
    slide = openslide.OpenSlide(path)
    found["vendor"] = slide.properties["openslide.vendor"]
    found["properties"] = sorted(name for name in slide.properties if not name.startswith("openslide."))
    assert slide.level_count == len(levels), "OpenSlide finds %d levels" % slide.level_count
    for level, (dataset, frames) in enumerate(levels):
        whole = slide.read_region((0, 0), level, slide.level_dimensions[level]).convert("RGB")
        whole = numpy.asarray(whole).astype(int)
        across = -(-int(dataset.TotalPixelMatrixColumns) // dataset.Columns)
        for number, frame in enumerate(frames):
            picture = numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).astype(int)
            left, top = number % across * dataset.Columns, number // across * dataset.Rows
            wanted = whole[top:top + dataset.Rows, left:left + dataset.Columns]
            if numpy.abs(picture[:wanted.shape[0], :wanted.shape[1]] - wanted).max() > 0:
                found["different"].append([level, number + 1])


renamed = path + ".tif"
shutil.copyfile(path, renamed)
try:
    for name in (path, renamed):
        found["different"] = []
        compare(name)
except openslide.OpenSlideError as error:
    found["refused"] = str(error)
finally:
    os.remove(renamed)
print(json.dumps(found))
