"""czi_compare.py SLIDE SCENE CHANNEL PLANE DOWNSAMPLE INSTANCE: do frames decode to what the subblocks of a CZI show?

A reader of CZI of its own, by the structure of the format: every subblock of the pyramid and level is decoded (JPEG by PIL, Zstandard
by the command zstd) and drawn in the order of M. Prints {"frames", "width", "height", "worst", "psnr"}: the size of the picture, the
largest difference of a sample, and the peak signal-to-noise ratio in dB (1000 where nothing differs).
"""
import io
import json
import math
import struct
import subprocess
import sys

import numpy
import PIL.Image

import dicomframes

CHANNELS = {0: (1, "u1"), 1: (1, "<u2"), 3: (3, "u1")}


def segment(data, at, name):
    assert data[at:at + 16].rstrip(b"\0") == name, "no %s at %d" % (name, at)
    allocated, used = struct.unpack_from("<QQ", data, at + 16)
    assert used <= allocated and at + 32 + allocated <= len(data)
    return at + 32


def entries(data, at):
    payload = segment(data, at, b"ZISRAWDIRECTORY")
    count, = struct.unpack_from("<I", data, payload)
    place = payload + 128
    for _ in range(count):
        assert data[place:place + 2] == b"DV"
        pixel_type, position, part, compression, _, dims = struct.unpack_from("<IQIIB5xI", data, place + 2)
        assert part == 0
        found = {}
        for index in range(dims):
            name, start, size, _, stored = struct.unpack_from("<4siIfI", data, place + 32 + 20 * index)
            found[name.rstrip(b"\0").decode()] = (start, size, stored)
        yield pixel_type, compression, position, found
        place += 32 + 20 * dims


def pixels(data, position, pixel_type, compression, dims):
    payload = segment(data, position, b"ZISRAWSUBBLOCK")
    metadata, _, size = struct.unpack_from("<IIQ", data, payload)
    start = payload + max(256, 16 + 32 + 20 * len(dims)) + metadata
    stored = data[start:start + size]
    samples, kind = CHANNELS[pixel_type]
    if compression == 1:
        picture = PIL.Image.open(io.BytesIO(stored))
        return numpy.asarray(picture.convert("RGB" if samples == 3 else "L")).reshape(dims["Y"][2], dims["X"][2], samples)
    split = False
    if compression == 6:
        assert stored[0] in (1, 3)
        split = stored[0] == 3 and stored[2] & 1 == 1
        stored = stored[stored[0]:]
    if compression in (5, 6):
        stored = subprocess.run(["zstd", "-d", "-c"], input=stored, stdout=subprocess.PIPE, check=True).stdout
    if split:
        half = len(stored) // 2
        stored = numpy.frombuffer(stored, "u1").reshape(2, half).T.tobytes()
    array = numpy.frombuffer(stored, kind).reshape(dims["Y"][2], dims["X"][2], samples)
    return array[:, :, ::-1] if samples == 3 else array


def render(path, scene, channel, plane, downsample):
    data = open(path, "rb").read()
    directory, = struct.unpack_from("<Q", data, segment(data, 0, b"ZISRAWFILE") + 52)
    every = [item for item in entries(data, directory) if item[3].get("S", (0,))[0] == scene]
    base = [dims for _, _, _, dims in every if dims["X"][1] == dims["X"][2]]
    left, top = (min(dims[axis][0] for dims in base) for axis in "XY")
    right, bottom = (max(sum(dims[axis][:2]) for dims in base) for axis in "XY")
    width, height = -(-(right - left) // downsample), -(-(bottom - top) // downsample)
    mine = [
        item for item in every
        if item[3]["C"][0] == channel and item[3]["Z"][0] == plane and round(item[3]["X"][1] / item[3]["X"][2]) == downsample]
    samples, kind = CHANNELS[mine[0][0]]
    dark = samples == 1
    canvas = numpy.full((height, width, samples), 0 if dark else 255, kind)
    for pixel_type, compression, position, dims in sorted(mine, key=lambda item: item[3].get("M", (-1,))[0]):
        picture = pixels(data, position, pixel_type, compression, dims)
        x = math.floor((dims["X"][0] - left) / downsample + 0.5)
        y = math.floor((dims["Y"][0] - top) / downsample + 0.5)
        picture = picture[:height - y, :width - x]
        canvas[y:y + picture.shape[0], x:x + picture.shape[1]] = picture
    return canvas


def frame_pixels(dataset, frame):
    if dataset.BitsAllocated == 16:
        return numpy.frombuffer(frame, "<u2").reshape(dataset.Rows, dataset.Columns, 1)
    picture = dicomframes.pixels(dataset, frame).convert("RGB" if dataset.SamplesPerPixel == 3 else "L")
    return numpy.asarray(picture).reshape(dataset.Rows, dataset.Columns, -1)


expected = render(sys.argv[1], *(int(number) for number in sys.argv[2:6])).astype(float)
dataset, frames = dicomframes.read(sys.argv[6])
assert (dataset.TotalPixelMatrixRows, dataset.TotalPixelMatrixColumns) == expected.shape[:2], "another size"
across = -(-int(dataset.TotalPixelMatrixColumns) // dataset.Columns)
worst, squares, count = 0, 0.0, 0
for number, frame in enumerate(frames):
    left, top = number % across * dataset.Columns, number // across * dataset.Rows
    wanted = expected[top:top + dataset.Rows, left:left + dataset.Columns]
    gap = numpy.abs(frame_pixels(dataset, frame)[:wanted.shape[0], :wanted.shape[1]] - wanted)
    worst, squares, count = max(worst, int(gap.max())), squares + float((gap ** 2).sum()), count + gap.size
peak = 2 ** dataset.BitsStored - 1
print(json.dumps({
    "frames": len(frames), "width": expected.shape[1], "height": expected.shape[0], "worst": worst,
    "psnr": 1000 if squares == 0 else 10 * math.log10(peak ** 2 * count / squares),
}))
