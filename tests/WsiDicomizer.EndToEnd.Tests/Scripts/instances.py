"""Makes DICOM instances of every form with pydicom, and compares what became of them.

make FOLDER             instances of all encodings, each with another InstanceNumber and the word QUETZAL hidden in it
refused FOLDER          instances whose frames nobody can look through
damaged FOLDER          damaged files, and one good one
compare FOLDER OUTPUT   finds the output of each source by its InstanceNumber; prints what differs, nothing where all is well
"""
import io
import os
import struct
import sys
import warnings

import numpy
import pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate, generate_pixel_data_frame
from pydicom.pixel_data_handlers.rle_handler import rle_encode_frame
from pydicom.sequence import Sequence
from pydicom.uid import (DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian,
                         ImplicitVRLittleEndian, JPEG2000Lossless, JPEGBaseline8Bit, RLELossless)

import dicomframes

warnings.simplefilter("ignore")
SECRET = b"QUETZAL"
PROGRESSIVE = "1.2.840.10008.1.2.4.55"
MPEG4 = "1.2.840.10008.1.2.4.102"
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
BASIC_TEXT = "1.2.840.10008.5.1.4.1.1.88.11"

GREY = numpy.random.default_rng(1).integers(0, 65536, (16, 20), dtype=numpy.uint16)
RAMP = (numpy.add.outer(numpy.arange(64), numpy.arange(64)) % 256).astype(numpy.uint8)
COLOUR = numpy.stack([RAMP, 255 - RAMP, RAMP // 2], 2)
COMMENT = b"\xff\xfe" + struct.pack(">H", 2 + len(SECRET)) + SECRET
EXIF = b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(SECRET)) + b"Exif\0\0" + SECRET
ADOBE_RGB = b"\xff\xee\0\x0eAdobe\0d\0\0\0\0\0"


def instance(number, sop_class=SECONDARY_CAPTURE):
    dataset = Dataset()
    dataset.SOPClassUID = sop_class
    dataset.SOPInstanceUID = "1.2.999.3.%d" % number
    dataset.StudyInstanceUID = "1.2.999.1.1"
    dataset.SeriesInstanceUID = "1.2.999.2.1"
    dataset.ImageType = ["DERIVED", "SECONDARY"]
    dataset.Modality = "OT"
    dataset.InstanceNumber = number
    dataset.PatientName = "Quetzal^Jane"
    dataset.PatientID = "QUETZAL4711"
    dataset.PatientBirthDate = "19500101"
    dataset.StudyDate = "20200102"
    dataset.StudyTime = "101112"
    dataset.InstitutionName = "QUETZAL Hospital"
    return dataset


def with_pixels(dataset, samples):
    dataset.Rows, dataset.Columns = samples.shape[:2]
    dataset.SamplesPerPixel = 1 if samples.ndim == 2 else 3
    dataset.PhotometricInterpretation = "MONOCHROME2" if samples.ndim == 2 else "RGB"
    if samples.ndim == 3:
        dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = dataset.BitsStored = 8 * samples.dtype.itemsize
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelRepresentation = 0
    dataset.PixelData = samples.tobytes()
    dataset["PixelData"].VR = "OW" if samples.dtype.itemsize == 2 else "OB"
    return dataset


def encapsulated(number, frames, samples=COLOUR, photometric="YBR_FULL_422", **options):
    dataset = with_pixels(instance(number), samples)
    dataset.PhotometricInterpretation = photometric
    dataset.NumberOfFrames = len(frames)
    dataset.PixelData = encapsulate([frame + b"\0" * (len(frame) % 2) for frame in frames], **options)
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    return dataset


def jpeg(extra=b"", tail=b"", **options):
    stream = io.BytesIO()
    Image.fromarray(COLOUR).save(stream, "JPEG", quality=90, **options)
    return stream.getvalue()[:2] + extra + stream.getvalue()[2:] + tail


# Without the JFIF segment, so that the Adobe segment decides: the ids are 1, 2, 3 and the samples RGB.
def adobe_jpeg():
    stream = jpeg(subsampling=0)
    length, = struct.unpack_from(">H", stream, 4)
    return stream[:2] + ADOBE_RGB[:2] + struct.pack(">H", 14 + len(SECRET)) + ADOBE_RGB[4:] + SECRET + stream[4 + length:]


def jpeg2000():
    stream = io.BytesIO()
    Image.fromarray(COLOUR).save(stream, "JPEG2000", irreversible=False)
    comment = b"\xff\x64" + struct.pack(">HH", 4 + len(SECRET), 1) + SECRET
    boxed = stream.getvalue()
    start = boxed.index(b"\xff\x4f\xff\x51")
    codestream = boxed[start:]
    siz, = struct.unpack_from(">H", codestream, 4)
    return codestream[:4 + siz] + comment + codestream[4 + siz:] + SECRET


def save(dataset, folder, name, syntax):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = syntax
    meta.ImplementationClassUID = "1.2.999"
    meta.SourceApplicationEntityTitle = "QUETZALAE"
    meta.PrivateInformationCreatorUID = "1.2.999.9"
    meta.PrivateInformation = SECRET + b" "
    path = os.path.join(folder, name)
    file = FileDataset(path, dataset, file_meta=meta, preamble=SECRET.ljust(128, b"\0"))
    file.is_little_endian = syntax != ExplicitVRBigEndian
    file.is_implicit_VR = syntax == ImplicitVRLittleEndian
    file.save_as(path, write_like_original=False)
    return path


def patch(path, old, new):
    with open(path, "rb") as file:
        data = file.read()
    assert old in data
    with open(path, "wb") as file:
        file.write(data.replace(old, new))


def make(folder):
    os.makedirs(folder, exist_ok=True)
    save(with_pixels(instance(1), GREY), folder, "explicit.dcm", ExplicitVRLittleEndian)
    save(with_pixels(instance(2), GREY), folder, "implicit.dcm", ImplicitVRLittleEndian)
    save(with_pixels(instance(3), GREY.byteswap()), folder, "big-endian.dcm", ExplicitVRBigEndian)
    save(with_pixels(instance(4), GREY), folder, "deflated.dcm", DeflatedExplicitVRLittleEndian)
    commented = [jpeg(COMMENT + EXIF, SECRET)] * 3
    save(encapsulated(10, commented), folder, "jpeg.dcm", JPEGBaseline8Bit)
    save(encapsulated(11, commented, fragments_per_frame=4), folder, "jpeg-fragments.dcm", JPEGBaseline8Bit)
    save(encapsulated(12, commented, fragments_per_frame=4, has_bot=False), folder, "jpeg-fragments-no-table.dcm", JPEGBaseline8Bit)
    save(encapsulated(13, commented, has_bot=False), folder, "jpeg-no-table.dcm", JPEGBaseline8Bit)
    save(encapsulated(14, commented[:1], fragments_per_frame=3, has_bot=False), folder, "jpeg-one-frame.dcm", JPEGBaseline8Bit)
    save(encapsulated(15, [jpeg(COMMENT, progressive=True)]), folder, "jpeg-progressive.dcm", PROGRESSIVE)
    save(encapsulated(16, [adobe_jpeg()], photometric="RGB"), folder, "jpeg-adobe.dcm", JPEGBaseline8Bit)
    save(encapsulated(17, [rle_encode_frame(COLOUR) + SECRET], photometric="RGB"), folder, "rle.dcm", RLELossless)
    save(encapsulated(18, [rle_encode_frame(GREY)], GREY, "MONOCHROME2"), folder, "rle-16.dcm", RLELossless)
    save(encapsulated(19, [jpeg2000()] * 2, photometric="RGB"), folder, "jpeg2000.dcm", JPEG2000Lossless)
    save(instance(20, BASIC_TEXT), folder, "report.dcm", ExplicitVRLittleEndian)
    broken = with_pixels(instance(21), GREY)
    del broken.StudyInstanceUID, broken.Rows, broken.Modality
    broken.add_new(0x00080060, "LO", "OT")
    broken.add_new(0x00280004, "CS", ["A", "B"])
    save(broken, folder, "broken.dcm", ExplicitVRLittleEndian)
    broken = encapsulated(22, commented[:1])
    del broken.Rows, broken.PhotometricInterpretation, broken.NumberOfFrames
    save(broken, folder, "broken-jpeg.dcm", JPEGBaseline8Bit)
    padded = with_pixels(instance(23), GREY)
    padded.add_new(0xFFFCFFFC, "OB", SECRET + b" ")
    save(padded, folder, "padded.dcm", ExplicitVRLittleEndian)
    text = with_pixels(instance(24), GREY)
    text.SpecificCharacterSet = "ISO_IR 100"
    text.BodyPartExamined = "CHEST"
    text.SeriesDescription = "Sch\xe4del"
    # The character set is wrong from here on: the text has a byte that ASCII lacks.
    patch(save(text, folder, "undeclared.dcm", ExplicitVRLittleEndian), b"ISO_IR 100", b"ISO_IR 6  ")
    bare = Dataset()
    bare.update(with_pixels(instance(25), GREY))
    bare.is_little_endian = bare.is_implicit_VR = True
    pydicom.filewriter.dcmwrite(os.path.join(folder, "no-preamble"), bare, write_like_original=True)
    with open(os.path.join(folder, "notes.txt"), "wb") as file:
        file.write(SECRET)


def refused(folder):
    os.makedirs(folder, exist_ok=True)
    save(encapsulated(1, [b"\0\0\1\xb3" + SECRET]), folder, "video.dcm", MPEG4)
    patch(save(encapsulated(2, [b"\xff\x0a" + SECRET]), folder, "jpeg-xl.dcm", MPEG4), MPEG4.encode(), MPEG4[:-3].encode() + b"110")
    save(encapsulated(3, [jpeg()[:-40]]), folder, "jpeg-cut.dcm", JPEGBaseline8Bit)
    save(encapsulated(4, [b"no JPEG at all " + SECRET]), folder, "jpeg-garbage.dcm", JPEGBaseline8Bit)
    wrong = encapsulated(5, [jpeg()] * 2)
    wrong.NumberOfFrames = 3
    save(wrong, folder, "frame-missing.dcm", JPEGBaseline8Bit)
    save(encapsulated(6, [rle_encode_frame(COLOUR)[:-60]], photometric="RGB"), folder, "rle-cut.dcm", RLELossless)


def damaged(folder):
    os.makedirs(folder, exist_ok=True)
    path = save(with_pixels(instance(1), GREY), folder, "good.dcm", ExplicitVRLittleEndian)
    with open(path, "rb") as file:
        whole = file.read()
    start = whole.index(b"DICM") + 4
    start += 12 + struct.unpack_from("<I", whole, start + 8)[0]

    def write(name, data):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)

    write("truncated.dcm", whole[:-100])
    write("empty.dcm", b"")
    write("garbage.dcm", numpy.random.default_rng(2).bytes(5000))
    write("garbage-behind-prefix.dcm", whole[:start] + numpy.random.default_rng(3).bytes(5000))
    write("length-beyond-file.dcm", whole + struct.pack("<HH2sHI", 0xFFFC, 0xFFFC, b"OB", 0, 0x7FFFFFF0))
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 5000) + b"\0" * 8
    write("item-beyond-sequence.dcm",
          whole[:start] + struct.pack("<HH2sHI", 8, 0x1110, b"SQ", 0, len(item)) + item + whole[start:])
    deep = b"".join(struct.pack("<HH2sHIHHI", 8, 0x1110, b"SQ", 0, 0xFFFFFFFF, 0xFFFE, 0xE000, 0xFFFFFFFF) for _ in range(10000))
    write("deep.dcm", whole[:start] + deep)


def pictures(dataset):
    """The decoded frames; of what has no description or no decoder here, nothing."""
    if "PixelData" not in dataset or "Rows" not in dataset or "PhotometricInterpretation" not in dataset:
        return []
    if dataset.file_meta.TransferSyntaxUID.is_compressed and dataset.file_meta.TransferSyntaxUID != RLELossless:
        frames = generate_pixel_data_frame(dataset.PixelData, int(dataset.get("NumberOfFrames", 1)))
        return [numpy.array(Image.open(io.BytesIO(frame))) for frame in frames]
    return [dataset.pixel_array]


def differences(source, result, name):
    if result.preamble != b"\0" * 128:
        yield name + ": preamble"
    unknown = [element.keyword for element in result.file_meta if element.keyword not in (
        "FileMetaInformationGroupLength", "FileMetaInformationVersion", "MediaStorageSOPClassUID",
        "MediaStorageSOPInstanceUID", "TransferSyntaxUID", "ImplementationClassUID", "ImplementationVersionName")]
    if unknown:
        yield name + ": file meta " + " ".join(unknown)
    if result.file_meta.MediaStorageSOPInstanceUID != result.SOPInstanceUID:
        yield name + ": SOPInstanceUID"
    kept = source.file_meta.get("TransferSyntaxUID", ImplicitVRLittleEndian)
    if kept in (ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian):
        kept = ExplicitVRLittleEndian
    if result.file_meta.TransferSyntaxUID != kept:
        yield name + ": transfer syntax " + result.file_meta.TransferSyntaxUID
    if kept.is_compressed and "PixelData" in result:
        if len(dicomframes.read(result.filename)[1]) != int(source.get("NumberOfFrames", 1)):
            yield name + ": number of fragments"
    before, after = pictures(source), pictures(result)
    if len(before) != len(after) or not all(numpy.array_equal(a, b) for a, b in zip(before, after)):
        yield name + ": pixels"


def compare(folder, output):
    results = {}
    for parent, _, names in os.walk(output):
        for name in names:
            if name.endswith(".dcm"):
                result = pydicom.dcmread(os.path.join(parent, name))
                results[int(result.InstanceNumber)] = result
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            continue
        source = pydicom.dcmread(os.path.join(folder, name), force=True)
        if "TransferSyntaxUID" not in source.file_meta:
            source.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
        result = results.pop(int(source.InstanceNumber), None)
        if result is None:
            print(name + ": not there")
        else:
            for difference in differences(source, result, name):
                print(difference)
    for number in results:
        print("an instance too many: %d" % number)


{"make": make, "refused": refused, "damaged": damaged, "compare": compare}[sys.argv[1]](*sys.argv[2:])
