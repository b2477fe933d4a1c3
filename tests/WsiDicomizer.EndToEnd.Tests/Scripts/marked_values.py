"""Instances in which every attribute of PS3.15 Table E.1-1 carries a value of its own that can be found again.

Made from the tables in shared/data/dicom and with pydicom alone: nothing of the program that is tested has a part in it.
"""
import json
import os
import re

from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset, write_file_meta_info
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import ExplicitVRLittleEndian

WHOLE_SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6"
RAW_DATA = "1.2.840.10008.5.1.4.1.1.66"
HARMLESS = "Skin biopsy"
UID_ROOT = "1.2.826.0.1.99"
STRENGTH = ["1", "1C", "2", "2C", "3"]

# Sequences without a row, to nest in.
NESTING = ["SpecimenDescriptionSequence", "AnatomicRegionSequence", "PrimaryAnatomicStructureSequence"]

# Attributes without a row that stay as they are.
STAYING = {"InstanceNumber": "7", "Manufacturer": "ACME", "ManufacturerModelName": "One", "SoftwareVersions": "1.0",
           "OpticalPathIdentifier": "1", "PositionReferenceIndicator": "SLIDE_CORNER", "StackID": "1", "Rows": 240,
           "ImageType": ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]}


def load(folder, name):
    with open(os.path.join(folder, "data", "dicom", name), encoding="utf-8") as file:
        return json.load(file)


class Table:
    """Table E.1-1 and the Types of the whole slide IOD."""

    def __init__(self, folder):
        self.rows = load(folder, "ps3.15-table-e1-1.json")["rows"]
        assert len(self.rows) == 657
        self.single = {int(row["tag"][1:5] + row["tag"][6:10], 16): row for row in self.rows
                       if re.fullmatch(r"\([0-9A-F]{4},[0-9A-F]{4}\)", row["tag"], re.I)}
        self.others = [row for row in self.rows if row not in self.single.values()]
        assert [row["tag"] for row in self.others] == [
            "(50xx,xxxx)", "(60xx,4000)", "(60xx,3000)", "(gggg,eeee) where gggg is odd"], self.others
        # The standard's own list: pydicom's dictionary is that of an earlier edition.
        attributes = load(folder, "dicom-attributes.json")
        self.tags = {attribute["keyword"]: Tag(attribute["tag"][1:5] + attribute["tag"][6:10])
                     for attribute in attributes["rows"] if re.fullmatch(r"\([0-9A-F]{4},[0-9A-F]{4}\)", attribute["tag"], re.I)}
        self.whole_slide = load(folder, "ps3.15-e1-1-for-wsm.json")["rows"]
        self.types = {}
        for row in self.whole_slide:
            strongest = min((place["type"] for place in row["occurrences"]), key=STRENGTH.index)
            self.types[int(self.tags[row["keyword"]])] = strongest

    def find(self, tag):
        if tag.group % 2:
            return self.others[3]
        if int(tag) in self.single:
            return self.single[int(tag)]
        if tag.group & 0xFF00 == 0x5000:
            return self.others[0]
        if tag.group & 0xFF00 == 0x6000 and tag.element in (0x3000, 0x4000):
            return self.others[1 if tag.element == 0x4000 else 2]
        return None


class Marks:
    """Makes values, each once."""

    def __init__(self):
        self.count = 0

    def word(self):
        self.count += 1
        return "MK%06dQ" % self.count

    def date(self, moves):
        # Dates that an option moves lie in 2000 to 2099, the others a century later, so that no moved one meets another.
        self.count += 1
        year, day = divmod(self.count, 336)
        assert year < 100, self.count
        return "%04d%02d%02d" % ((2000 if moves else 2150) + year, day // 28 + 1, day % 28 + 1)

    def time(self):
        self.count += 1
        return "101112.%06d" % self.count

    def value(self, row, vr):
        moves = row is not None and row["retainLongitudinalModifiedDates"] == "C"
        descriptor = row is not None and "C" in (row["cleanDescriptors"], row["retainPatientCharacteristics"])
        if vr == "DA":
            return self.date(moves)
        if vr == "TM":
            return self.time()
        if vr == "DT":
            return self.date(moves) + self.time()
        if vr == "UI":
            self.count += 1
            return "%s%06d" % (UID_ROOT, self.count)
        if vr in ("DS", "IS"):
            self.count += 1
            return "77%07d" % self.count
        if vr == "US":
            self.count += 1
            return 30000 + self.count % 30000
        if vr == "AS":
            self.count += 1
            return "%03dY" % (self.count % 80 + 10)
        word = self.word()
        if vr in ("OB", "OW", "UN"):
            return (word + "\0").encode("ascii")
        if vr == "PN":
            return word + "^Given"
        if vr == "UR":
            return "https://example.org/" + word
        if vr in ("AE", "CS"):
            return word
        if descriptor:
            return ("Skin %s" if vr == "SH" else HARMLESS + " of %s") % word
        return word


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def inside(marks, table):
    """An item for a sequence that has a row: something of everything."""
    item = Dataset()
    for keyword in ("PatientName", "PatientID", "InstitutionName", "StudyDescription", "StudyDate", "StudyTime",
                    "StudyInstanceUID", "DeviceSerialNumber", "PatientAge"):
        add(item, table.tags[keyword], table, marks)
    item.ReferencedSOPClassUID = WHOLE_SLIDE
    item.ReferencedSOPInstanceUID = UID_ROOT + "000000"
    item.ConceptNameCodeSequence = Sequence([code("371439000", "SCT", "Specimen type")])
    item.ConceptCodeSequence = Sequence([code(marks.word(), "99LOCAL", marks.word())])
    item.add_new(0x00110010, "LO", marks.word())
    item.add_new(0x00111001, "LO", marks.word())
    return item


def vr_of(row, tag):
    if row["vr"]:
        return row["vr"][0]
    if tag.group == 0:
        return "LO"
    return {0x0022: "LO", 0x0005: "US", 0x3000: "OW"}.get(tag.element, "LO")


def add(dataset, tag, table, marks):
    row = table.find(tag)
    vr = vr_of(row, tag)
    if vr == "SQ":
        value = Sequence([inside(marks, table), inside(marks, table)])
    else:
        value = marks.value(row, vr)
    dataset.add_new(tag, vr, value)


def add_private(dataset, marks):
    for group, creator in ((0x0009, "MK CREATOR"), (0x7FE1, marks.word())):
        dataset.add_new((group, 0x0010), "LO", creator)
        dataset.add_new((group, 0x1001), "LO", marks.word())
        item = Dataset()
        item.PatientName = marks.word() + "^Given"
        dataset.add_new((group, 0x1002), "SQ", Sequence([item]))
        dataset.add_new((group, 0x1003), "UN", (marks.word() + "\0").encode("ascii"))
    dataset.add_new((0x0009, 0x2001), "LO", marks.word())


def add_staying(dataset):
    for keyword, value in STAYING.items():
        if keyword not in dataset:
            setattr(dataset, keyword, value)


def level(table, marks):
    dataset = Dataset()
    for tag in table.single:
        add(dataset, Tag(tag), table, marks)
    for group in (0x5000, 0x5002, 0x501E):
        for element in (0x0005, 0x0022, 0x3000):
            add(dataset, Tag(group, element), table, marks)
    for group in (0x6000, 0x6002, 0x601E, 0x60FE):
        for element in (0x3000, 0x4000):
            add(dataset, Tag(group, element), table, marks)
    add_private(dataset, marks)
    add_staying(dataset)
    return dataset


def any_instance(table):
    """A SOP class whose Types nobody here knows, with every row of the table at four depths."""
    marks = Marks()
    levels = [level(table, marks) for _ in range(len(NESTING) + 1)]
    for keyword, outer, inner in zip(NESTING, levels, levels[1:]):
        setattr(outer, keyword, Sequence([inner]))
    for tag in [tag for tag in levels[0].keys() if tag.group <= 2]:
        # No file has them there, and a reader may refuse the file; deeper they hide.
        del levels[0][tag]
    levels[0].SOPClassUID = RAW_DATA
    levels[0].Modality = "OT"
    return levels[0]


PLACES = {"FunctionalGroups": ["SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"]}


def whole_slide_instance(table):
    """A whole slide instance with every row that its IOD has, at each of its places."""
    marks = Marks()
    dataset = Dataset()
    for row in table.whole_slide:
        for place in row["occurrences"]:
            path = (place["inside"] or "").split("/") if place["inside"] else []
            for first in PLACES.get(path[0], [path[0]]) if path else [None]:
                holder = dataset
                for keyword in [first, *path[1:]] if first else []:
                    tag = table.tags[keyword]
                    if tag not in holder:
                        holder.add_new(tag, "SQ", Sequence([Dataset()]))
                    holder = holder[tag].value[0]
                if table.tags[row["keyword"]] not in holder:
                    add(holder, table.tags[row["keyword"]], table, marks)
    add_private(dataset, marks)
    dataset.SOPClassUID = WHOLE_SLIDE
    dataset.Modality = "SM"
    add_staying(dataset)
    return dataset


def pairs(originals, outputs):
    """The instances of a folder with what became of each: a SOP class stands there once and does not change."""
    found = {}
    for root, _, names in os.walk(outputs):
        for name in names:
            if name.endswith(".dcm"):
                path = os.path.join(root, name)
                sop_class = dcmread(path, specific_tags=["SOPClassUID"]).SOPClassUID
                assert sop_class not in found, "two instances of a SOP class"
                found[sop_class] = path
    names = sorted(os.listdir(originals))
    assert len(names) == len(found), "%d instances became %d" % (len(names), len(found))
    for name in names:
        path = os.path.join(originals, name)
        yield path, found[dcmread(path, specific_tags=["SOPClassUID"], force=True).SOPClassUID]


def save(dataset, path):
    """A Part 10 file; written by hand, since dcmwrite refuses command elements."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = UID_ROOT + "1"
    meta.SourceApplicationEntityTitle = "MK999998Q"
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    buffer.write(b"MK999999Q".ljust(128, b"\0") + b"DICM")
    write_file_meta_info(buffer, meta, enforce_standard=True)
    write_dataset(buffer, dataset)
    with open(path, "wb") as file:
        file.write(buffer.getvalue())
