"""Looks at DICOM sources with pydicom and Pillow, and makes others of them.

identity FILE…         the values that name persons, cases, places, devices, days: {"values", "uids"}
compare SOURCE RESULT  the frames of two instances: {"frames", "identical", "samePixels"}, counted
sparse SOURCE RESULT   the same frames as TILED_SPARSE, stored in reverse order
"""
import io
import json
import sys

import pydicom
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_pixel_data_frame
from pydicom.sequence import Sequence

IDENTIFYING = {
    "PatientID", "AccessionNumber", "InstitutionName", "InstitutionAddress", "InstitutionalDepartmentName",
    "ContainerIdentifier", "SpecimenIdentifier", "BarcodeValue", "LabelText", "LocalNamespaceEntityID",
    "UniversalEntityID", "StationName", "DeviceSerialNumber", "StudyID", "IssuerOfPatientID",
}
# What is shorter occurs by chance.
SHORTEST = 4


def walk(dataset):
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                yield from walk(item)
        else:
            yield element


def texts(element):
    values = element.value if isinstance(element.value, (list, pydicom.multival.MultiValue)) else [element.value]
    return [str(value) for value in values if value not in (None, "")]


def identity(paths):
    values, uids = set(), set()
    for path in paths:
        for element in walk(pydicom.dcmread(path, stop_before_pixels=True)):
            if element.VR == "UI":
                uids.update(text for text in texts(element) if not text.startswith("1.2.840.10008."))
            elif element.VR == "PN":
                for text in texts(element):
                    values.update([text] + text.split("^"))
            elif element.VR in ("DA", "TM", "DT", "AS") or element.keyword in IDENTIFYING:
                values.update(texts(element))
            elif element.tag.is_private and not element.tag.is_private_creator and element.VR in ("LO", "LT", "SH", "ST", "UT"):
                values.update(texts(element))
    return {"values": sorted(value for value in values if len(value) >= SHORTEST), "uids": sorted(uids)}


def frames_of(dataset):
    count = int(dataset.get("NumberOfFrames", 1))
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
        return list(generate_pixel_data_frame(dataset.PixelData, count))
    size = dataset.Rows * dataset.Columns * dataset.SamplesPerPixel
    return [dataset.PixelData[index * size:(index + 1) * size] for index in range(count)]


def pixels(frame):
    picture = Image.open(io.BytesIO(frame))
    return picture.mode, picture.size, picture.tobytes()


def compare(source, result):
    one, two = frames_of(pydicom.dcmread(source)), frames_of(pydicom.dcmread(result))
    assert len(one) == len(two), "%d frames became %d" % (len(one), len(two))
    pairs = list(zip(one, two))
    # A byte of padding makes fragments even.
    identical = [a == b or a.rstrip(b"\0") == b.rstrip(b"\0") for a, b in pairs]
    same = [equal or (a[:4] != b"\xff\xd8\xff\xf7" and pixels(a) == pixels(b)) for equal, (a, b) in zip(identical, pairs)]
    return {"frames": len(pairs), "identical": sum(identical), "samePixels": sum(same)}


def sparse(source, result):
    dataset = pydicom.dcmread(source)
    frames = frames_of(dataset)
    across = -(-dataset.TotalPixelMatrixColumns // dataset.Columns)
    groups = []
    for index in reversed(range(len(frames))):
        position = Dataset()
        position.ColumnPositionInTotalImagePixelMatrix = index % across * dataset.Columns + 1
        position.RowPositionInTotalImagePixelMatrix = index // across * dataset.Rows + 1
        item = Dataset()
        item.PlanePositionSlideSequence = Sequence([position])
        groups.append(item)
    dataset.PerFrameFunctionalGroupsSequence = Sequence(groups)
    dataset.DimensionOrganizationType = "TILED_SPARSE"
    for keyword in ("ExtendedOffsetTable", "ExtendedOffsetTableLengths"):
        if keyword in dataset:
            del dataset[keyword]
    dataset.PixelData = encapsulate(frames[::-1])
    dataset["PixelData"].is_undefined_length = True
    dataset.save_as(result)
    return {"frames": len(frames)}


mode, arguments = sys.argv[1], sys.argv[2:]
print(json.dumps(identity(arguments) if mode == "identity" else compare(*arguments) if mode == "compare" else sparse(*arguments)))
