"""tiff_page.py SLIDE PAGE CHILD INSTANCE: does an instance show what a TIFF page holds, as tifffile reads it?

CHILD is the number of a SubIFD of the page, or - for the page itself. JPEG tiles are compared as coded data, from SOS to EOI;
everything else by the samples that tifffile decodes. Prints {"columns", "rows", "bits", "compared": how many tiles,
"different": how many of them}. The instance is read by pydicom alone.
"""
import json
import struct
import sys

import numpy
import tifffile

import dicomframes


def scan(stream):
    at = 2
    while True:
        marker, length = struct.unpack_from(">HH", stream, at)
        at += 2 + length
        if marker == 0xFFDA:
            return stream[at:stream.rindex(b"\xff\xd9")]


def samples(dataset, frame):
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        return numpy.asarray(dicomframes.pixels(dataset, frame))
    kind = numpy.dtype("<u2" if dataset.BitsAllocated == 16 else "u1")
    shape = (dataset.Rows, dataset.Columns) + ((3,) if dataset.SamplesPerPixel == 3 else ())
    return numpy.frombuffer(frame, kind).reshape(shape)


slide, page, child, instance = sys.argv[1:5]
with tifffile.TiffFile(slide) as file:
    found = file.pages[int(page)]
    if child != "-":
        found = found.pages[int(child)]
    dataset, frames = dicomframes.read(instance)
    assert (dataset.Rows, dataset.Columns) == (found.tilelength, found.tilewidth)
    assert len(frames) == len(found.dataoffsets)
    different = 0
    if found.compression == 7:
        for frame, offset, length in zip(frames, found.dataoffsets, found.databytecounts):
            file.filehandle.seek(offset)
            different += scan(file.filehandle.read(length)) != scan(frame)
    else:
        picture = found.asarray()
        across = -(-found.imagewidth // found.tilewidth)
        for number, frame in enumerate(frames):
            left, top = number % across * found.tilewidth, number // across * found.tilelength
            wanted = picture[top:top + found.tilelength, left:left + found.tilewidth]
            got = samples(dataset, frame)
            assert got.dtype == wanted.dtype
            different += not numpy.array_equal(got[:wanted.shape[0], :wanted.shape[1]], wanted)
print(json.dumps({
    "columns": int(dataset.TotalPixelMatrixColumns), "rows": int(dataset.TotalPixelMatrixRows),
    "bits": int(dataset.BitsStored), "compared": len(frames), "different": different,
}))
