"""compare_frames.py SLIDE LEVEL INSTANCE: is the entropy-coded data of every frame that of the source's tile?

LEVEL is a number, or page and a number: page4. Prints {"frames", "tiles", "identical", "different": [frame numbers from 1]}. For JPEG the scan is compared: from the
end of the SOS segment to EOI. For JPEG 2000 everything from the first SOT on. A tile may have bytes behind its EOI; a frame
may not, but for padding.
"""
import json
import struct
import sys

import dicomframes
import tiffwalk


def jpeg_scan(stream, is_frame):
    at = 2
    while True:
        marker, length = struct.unpack_from(">HH", stream, at)
        at += 2 + length
        if marker == 0xFFDA:
            end = stream.rindex(b"\xff\xd9")
            assert not is_frame or not stream[end + 2:].strip(b"\0"), "something stands after EOI"
            return stream[at:end]


def jpeg2000_tiles(stream):
    at = 2
    while True:
        marker, length = struct.unpack_from(">HH", stream, at)
        if marker == 0xFF90:
            end = stream.rindex(b"\xff\xd9")
            return stream[at:end]
        at += 2 + length


def coded(stream, is_frame):
    return jpeg2000_tiles(stream) if stream[:2] == b"\xff\x4f" else jpeg_scan(stream, is_frame)


def page(slide, level):
    return tiffwalk.read(slide)[int(level[4:])] if level.startswith("page") else tiffwalk.levels(slide)[int(level)]


slide, level, instance = sys.argv[1:4]
tiles = page(slide, level).pieces()
dataset, frames = dicomframes.read(instance)
different = [
    number + 1 for number, (tile, frame) in enumerate(zip(tiles, frames))
    if not tile or coded(tile, False) != coded(frame, True)
]
print(json.dumps({
    "frames": len(frames), "tiles": len(tiles),
    "identical": min(len(frames), len(tiles)) - len(different), "different": different,
}))
