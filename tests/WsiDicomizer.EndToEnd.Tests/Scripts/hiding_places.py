"""Instances that hide identity where no row of PS3.15 Table E.1-1 looks, and what is left of it.

make FOLDER            writes slide.dcm (a whole slide), annotations.dcm, report.dcm, presentation.dcm
check ORIGINALS OUTPUTS [KEYWORDS]
                       what is wrong in outputs of any profile that de-identifies, as a JSON list of lines without values;
                       KEYWORDS, parted by commas, are those that the profile itself speaks of
"""
import io
import json
import os
import re
import struct
import sys

import pydicom
from PIL import ImageCms
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset, write_file_meta_info
from pydicom.sequence import Sequence
from pydicom.tag import Tag

import marked_values
from marked_values import UID_ROOT, WHOLE_SLIDE, Marks, code

MARK = re.compile(r"MK\d{6}Q|" + re.escape(UID_ROOT) + r"\d{6}")

# No row, yet the original goes under every profile.
GOING = """
PatientBirthDateInAlternativeCalendar PatientDeathDateInAlternativeCalendar BreedRegistrationNumber RetrieveURI RetrieveURL
PixelDataProviderURL HomeCommunityID RepositoryUniqueID StorageMediaFileSetID SOPAuthorizationComment
AuthorizationEquipmentCertificationNumber EncryptedContent Signature HL7InstanceIdentifier TextValue
ContainerComponentDescription LocalNamespaceEntityID UniversalEntityID FrameLabel LUTLabel LUTExplanation
OpticalPathDescription DeidentificationMethod SOPInstanceUIDOfConcatenationSource MultiFrameSourceSOPInstanceUID
""".split()
UIDS = {"HomeCommunityID", "RepositoryUniqueID", "SOPInstanceUIDOfConcatenationSource", "MultiFrameSourceSOPInstanceUID"}

# No row: they stay, though the first three may be replaced.
REPLACEABLE = ["Manufacturer", "ManufacturerModelName", "SoftwareVersions"]
STAYING = {"Manufacturer": "ACME", "ManufacturerModelName": "One", "SoftwareVersions": "1.0", "OpticalPathIdentifier": "1",
           "StackID": "1", "PositionReferenceIndicator": "SLIDE_CORNER", "InstanceNumber": "7", "SeriesNumber": "3",
           "SegmentLabel": "Tumour", "SegmentDescription": "Tumour, invasive front"}

# Sequences without a row that may not be lost; what is inside is cleaned.
SEQUENCES = ["SpecimenDescriptionSequence", "OpticalPathSequence", "AnatomicRegionSequence", "DimensionOrganizationSequence",
             "MACParametersSequence", "WholeSlideMicroscopyImageFrameTypeSequence", "ReferencedSOPSequence",
             "SegmentSequence", "TotalPixelMatrixOriginSequence", "SharedFunctionalGroupsSequence"]
LOST = ["EncryptedAttributesSequence", "DigitalSignaturesSequence", "OriginalAttributesSequence", "ModifiedAttributesSequence",
        "IconImageSequence"]


def uid(marks):
    marks.count += 1
    return "%s%06d" % (UID_ROOT, marks.count)


def add(dataset, keyword, value):
    dataset.add_new(Tag(keyword), pydicom.datadict.dictionary_VR(Tag(keyword)).split(" ")[0], value)


def going(dataset, marks):
    for keyword in GOING:
        vr = pydicom.datadict.dictionary_VR(Tag(keyword)).split(" ")[0]
        if keyword in UIDS:
            value = uid(marks)
        elif vr in ("OB", "OW"):
            value = (marks.word() + "\0").encode("ascii")
        elif vr == "UR":
            value = "https://example.org/" + marks.word()
        else:
            value = marks.word()
        add(dataset, keyword, value)
    dataset.ConceptCodeSequence = Sequence([code(marks.word(), "99LOCAL", marks.word()), code(marks.word(), "L", marks.word()), code("12710003", "SCT", "hematoxylin stain")])


def personal(marks):
    item = Dataset()
    item.PatientName = marks.word() + "^Given"
    item.PatientID = marks.word()
    item.SOPInstanceUID = uid(marks)
    item.add_new(0x00110010, "LO", marks.word())
    item.add_new(0x00111001, "LO", marks.word())
    return item


def icc(marks):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    word = marks.word()
    for text in ("sRGB built-in", "No copyright, use freely"):
        spelled = text.encode("utf-16-be")
        assert spelled in profile, "the profile's texts are others"
        profile = profile.replace(spelled, word.ljust(len(text)).encode("utf-16-be"))
    # Signatures of maker, model and creator, and the date.
    profile = bytearray(profile)
    profile[24:36] = struct.pack(">6H", 2024, 1, 31, 10, 11, 12)
    profile[48:56] = b"MKMKMKMK"
    profile[80:84] = b"MKMK"
    return bytes(profile) + bytes(len(profile) % 2)


def base(marks, sop_class, modality):
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID, dataset.Modality = sop_class, uid(marks), modality
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = uid(marks), uid(marks)
    dataset.PatientName, dataset.PatientID = "Doe^Jane", "4711-0815"
    dataset.PatientBirthDate, dataset.StudyDate = "19510314", "20240131"
    # A code of a registered scheme whose meaning a case file made up.
    dataset.ProcedureCodeSequence = Sequence([code("65801008", "SCT", "Excision, Jane Doe, 31.01.2024, 4711-0815")])
    dataset.add_new(0x00091001, "LO", marks.word())
    dataset.add_new(0x00090010, "LO", marks.word())
    dataset.PatientBreedCodeSequence = Sequence([])
    return dataset


def slide(marks):
    dataset = base(marks, WHOLE_SLIDE, "SM")
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
    # Whoever is responsible for a local scheme is a site.
    scheme = Dataset()
    scheme.CodingSchemeDesignator, scheme.CodingSchemeName, scheme.CodingSchemeResponsibleOrganization = "99LOCAL", marks.word(), marks.word()
    dataset.CodingSchemeIdentificationSequence = Sequence([scheme])
    going(dataset, marks)
    for keyword, value in STAYING.items():
        add(dataset, keyword, value)
    for keyword in SEQUENCES + LOST:
        item = personal(marks)
        going(item, marks)
        inner = personal(marks)
        going(inner, marks)
        item.add_new(Tag("PrimaryAnatomicStructureSequence"), "SQ", Sequence([inner]))
        add(dataset, keyword, Sequence([item, personal(marks)]))
    dataset.OpticalPathSequence[0].ICCProfile = icc(marks)
    dataset.ICCProfile = icc(marks)
    dataset.add_new(0x60FE3000, "OW", (marks.word() + "\0").encode("ascii"))
    dataset.add_new(0x60FE4000, "LT", marks.word())
    dataset.add_new(0x501E3000, "OW", (marks.word() + "\0").encode("ascii"))
    dataset.add_new(0xFFFCFFFC, "OB", (marks.word() + "\0").encode("ascii"))
    earlier = [code("113105", "DCM", "Clean Descriptors Option"), code("113100", "DCM", "Basic Application Confidentiality Profile")]
    dataset.DeidentificationMethodCodeSequence = Sequence(earlier)
    return dataset


def annotations(marks):
    dataset = base(marks, "1.2.840.10008.5.1.4.1.1.91.1", "ANN")
    dataset.ContentCreatorName = marks.word()
    group = personal(marks)
    for tag, vr, value in ((0x006A0003, "UI", uid(marks)), (0x006A0005, "LO", marks.word()), (0x006A0006, "UT", marks.word())):
        group.add_new(tag, vr, value)
    group.AnnotationPropertyTypeCodeSequence = Sequence([code("4421005", "SCT", "Cell of Jane Doe")])
    dataset.add_new(0x006A0002, "SQ", Sequence([group]))
    return dataset


def report(marks):
    dataset = base(marks, "1.2.840.10008.5.1.4.1.1.88.33", "SR")
    dataset.VerifyingObserverSequence = Sequence([personal(marks)])
    dataset.ContentSequence = Sequence()
    for kind in ("TEXT", "PNAME", "CONTAINER"):
        item = personal(marks)
        item.ValueType, item.RelationshipType = kind, "CONTAINS"
        item.ConceptNameCodeSequence = Sequence([code("121106", "DCM", "Comment")])
        item.TextValue = marks.word()
        item.PersonName = marks.word()
        item.ContentSequence = Sequence([personal(marks)])
        dataset.ContentSequence.append(item)
    return dataset


def presentation(marks):
    dataset = base(marks, "1.2.840.10008.5.1.4.1.1.11.1", "PR")
    dataset.ContentCreatorName = marks.word()
    text, graphic = Dataset(), Dataset()
    text.UnformattedTextValue = marks.word()
    graphic.GraphicType, graphic.GraphicData, graphic.NumberOfGraphicPoints = "POINT", [1.0, 2.0], 1
    item = personal(marks)
    item.GraphicLayer = "LAYER1"
    item.TextObjectSequence, item.GraphicObjectSequence = Sequence([text]), Sequence([graphic])
    dataset.GraphicAnnotationSequence = Sequence([item])
    return dataset


def implicit(tag, value):
    return struct.pack("<HHL", tag >> 16, tag & 0xFFFF, len(value)) + value


def unknown(tag, marks, undefined):
    """A sequence as VR UN, in implicit VR: of undefined length, or hidden in a value of known length."""
    name = marks.word().encode("ascii") + b" "
    item = implicit(0x00100010, name[:len(name) // 2 * 2]) + implicit(0x0040A160, marks.word().encode("ascii") + b" ")
    items = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF) + item + struct.pack("<HHL", 0xFFFE, 0xE00D, 0)
    head = struct.pack("<HH", tag >> 16, tag & 0xFFFF) + b"UN\0\0"
    if undefined:
        return head + struct.pack("<L", 0xFFFFFFFF) + items + struct.pack("<HHL", 0xFFFE, 0xE0DD, 0)
    return head + struct.pack("<L", len(items)) + items


def save(dataset, path, marks):
    """As marked_values.save, with two sequences as UN and group lengths that do not fit."""
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    meta = pydicom.dataset.FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = dataset.SOPClassUID, dataset.SOPInstanceUID
    meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID_ROOT + "1"
    buffer.write(marks.word().encode("ascii").ljust(128, b"\0") + b"DICM")
    write_file_meta_info(buffer, meta, enforce_standard=True)
    hidden = [(Tag("ReferencedInstanceSequence"), True), (Tag("RelatedSeriesSequence"), False)]
    for low, high in zip([0, *[int(tag) for tag, _ in hidden]], [*[int(tag) for tag, _ in hidden], 1 << 32]):
        part = Dataset()
        part.update({element.tag: element for element in dataset if low < int(element.tag) < high})
        write_dataset(buffer, part)
        for tag, undefined in hidden:
            if int(tag) == high:
                buffer.write(unknown(high, marks, undefined))
    with open(path, "wb") as file:
        file.write(buffer.getvalue())


def words(content):
    raw = content.decode("latin-1")
    return set(MARK.findall(raw)) | set(MARK.findall(raw.replace("\0", "")))


def faults(original, output, spoken_of):
    with open(original, "rb") as before, open(output, "rb") as after:
        old, new = before.read(), after.read()
    found = words(old) & words(new)
    yield from ("mark %s at %d" % (mark[-7:-1], new.find(mark.encode("ascii"))) for mark in sorted(found))
    for text in (b"MKMKMKMK", b"Jane", b"Doe", b"4711-0815", b"31.01.2024"):
        if text in new:
            yield "a name of maker or subject at %d" % new.find(text)
    before, after = pydicom.dcmread(original), pydicom.dcmread(output)
    yield from kept(before, after, spoken_of)


def kept(before, after, spoken_of):
    for keyword, value in STAYING.items():
        if keyword not in before or keyword in spoken_of:
            continue
        if keyword not in after or not after[keyword].value or keyword not in REPLACEABLE and str(after[keyword].value) != value:
            yield "%s is lost or changed" % keyword
    for keyword in SEQUENCES + ["ConceptCodeSequence", "ReferencedInstanceSequence", "RelatedSeriesSequence"]:
        if keyword in before and keyword not in spoken_of and (keyword not in after or len(after[keyword].value) != len(sequence(before, keyword))):
            yield "%s is lost" % keyword
    if "ConceptCodeSequence" in before:
        *local, stain = after.ConceptCodeSequence
        if not all(item.CodeValue and item.CodeMeaning and item.CodingSchemeDesignator for item in local):
            yield "a local code is empty"
        if (stain.CodeValue, stain.CodeMeaning) != ("12710003", "hematoxylin stain"):
            yield "a code of SCT is changed"
    codes = [item.CodeValue for item in after.DeidentificationMethodCodeSequence]
    if "DeidentificationMethodCodeSequence" in before and codes[:2] != ["113105", "113100"] or len(codes) != len(set(codes)):
        yield "codes of an earlier de-identification are lost or repeated"
    yield from profiles(before, after)
    if "GraphicAnnotationSequence" in before and not after.GraphicAnnotationSequence:
        yield "GraphicAnnotationSequence is empty"


def sequence(dataset, keyword):
    value = dataset[keyword].value
    return value if not isinstance(value, bytes) else [None]


def profiles(before, after):
    if "ICCProfile" not in before:
        return
    keeps = after.LongitudinalTemporalInformationModified == "UNMODIFIED"
    for holder in (after, after.OpticalPathSequence[0]):
        profile = holder.ICCProfile
        ImageCms.getOpenProfile(io.BytesIO(profile))
        year = struct.unpack(">H", profile[24:26])[0]
        if (year == 2024) != keeps:
            yield "the date of an ICC profile"
        if struct.unpack(">L", profile[:4])[0] not in (len(profile), len(profile) - 1):
            yield "the length of an ICC profile"


def make(folder):
    os.makedirs(folder, exist_ok=True)
    marks = Marks()
    for name, maker in (("slide", slide), ("annotations", annotations), ("report", report), ("presentation", presentation)):
        save(maker(marks), os.path.join(folder, name + ".dcm"), marks)


def main():
    if sys.argv[1] == "make":
        make(sys.argv[2])
    else:
        spoken_of = sys.argv[4].split(",") if len(sys.argv) > 4 else []
        json.dump(["%s: %s" % (os.path.basename(original), fault)
                   for original, output in marked_values.pairs(sys.argv[2], sys.argv[3])
                   for fault in faults(original, output, spoken_of)], sys.stdout)


if __name__ == "__main__":
    main()
