"""Reads the frames of a DICOM instance through its offset table, with pydicom for the data set alone."""
import struct

import pydicom


# Implicit and explicit little endian, big endian, deflated. pydicom 2 does not know HTJ2K and JPEG XL, which are newer.
NATIVE = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99")


def is_encapsulated(dataset):
    return str(dataset.file_meta.TransferSyntaxUID) not in NATIVE


def read(path):
    """The data set, and its frames as bytes: encapsulated ones without padding, native ones cut by their size."""
    dataset = pydicom.dcmread(path)
    count = int(dataset.get("NumberOfFrames", 1))
    if not is_encapsulated(dataset):
        size = dataset.Rows * dataset.Columns * dataset.SamplesPerPixel * dataset.BitsAllocated // 8
        return dataset, [dataset.PixelData[i * size:(i + 1) * size] for i in range(count)]

    value = dataset.PixelData
    tag, length = struct.unpack_from("<II", value, 0)
    assert tag == 0xE000FFFE, "pixel data does not start with an item"
    first = 8 + length
    offsets = list(struct.unpack_from("<%dI" % (length // 4), value, 8))
    if not offsets and "ExtendedOffsetTable" in dataset:
        offsets = list(struct.unpack("<%dQ" % count, dataset.ExtendedOffsetTable))
    assert len(offsets) == count, "the offset table has %d entries for %d frames" % (len(offsets), count)
    frames, end = [], first
    for offset in offsets:
        at = first + offset
        assert at == end, "the offset table points to %d, the item before ends at %d" % (at, end)
        tag, length = struct.unpack_from("<II", value, at)
        assert tag == 0xE000FFFE, "an offset does not point to an item"
        assert length % 2 == 0, "an item has an odd length"
        frames.append(value[at + 8:at + 8 + length])
        end = at + 8 + length
    rest = value[end:]
    assert rest in (b"", struct.pack("<II", 0xE0DDFFFE, 0)), "there is something after the last frame"
    return dataset, frames


def pixels(dataset, frame):
    """A frame as an RGB or grey picture, decoded by PIL from the stream as it is, or from native samples."""
    import io

    from PIL import Image

    if is_encapsulated(dataset):
        picture = Image.open(io.BytesIO(frame))
        picture.load()
        return picture
    mode = "RGB" if dataset.SamplesPerPixel == 3 else "L"
    assert dataset.get("PlanarConfiguration", 0) == 0
    return Image.frombytes(mode, (dataset.Columns, dataset.Rows), frame)
