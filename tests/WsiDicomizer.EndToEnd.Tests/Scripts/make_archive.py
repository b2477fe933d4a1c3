"""make_archive.py FOLDER: an archive of DICOM files of two makers and several SOP classes, with planted values.

Every planted value has PLANTED in it, in text, names, private attributes, nested items and bytes. Later files have an
attribute, a private attribute and a VR more than the first ones.
"""
import pathlib
import sys

import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

CT = "1.2.840.10008.5.1.4.1.1.2"
SM = "1.2.840.10008.5.1.4.1.1.77.1.6"


def make(path, number, maker, model, sop_class, implicit=False):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = f"1.2.3.{number}"
    meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    data = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    data.is_little_endian, data.is_implicit_VR = True, implicit
    data.SOPClassUID, data.SOPInstanceUID = sop_class, meta.MediaStorageSOPInstanceUID
    data.Manufacturer, data.ManufacturerModelName = maker, model
    data.PatientID = f"PLANTED{number}"
    data.PatientName = "PLANTED^NAME"
    data.StudyDate = "20230504"
    specimen = Dataset()
    specimen.SpecimenIdentifier = "PLANTED-SPECIMEN"
    specimen.SpecimenUID = "1.2.3.4.5"
    data.SpecimenDescriptionSequence = Sequence([specimen, specimen])
    block = data.private_block(0x0009, "MAKER 1.0", create=True)
    block.add_new(0x02, "LO", "PLANTED-PRIVATE")
    data.add_new(0x00420011, "OB", b"PLANTED-BYTES!!!")
    return data


def save(data, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    pydicom.dcmwrite(path, data, write_like_original=False)


def main():
    folder = pathlib.Path(sys.argv[1])
    for number in range(1, 4):
        save(make("x", number, "Acme", "CT 9", CT, implicit=number == 3), folder / f"ct/{number}.dcm")
    save(make("x", 8, "Zeta", "Scan 1", SM), folder / "sm/8")
    fresh = make("x", 9, "Acme", "CT 9", CT)
    fresh.StudyDescription = "PLANTED-DESCRIPTION"
    fresh.private_block(0x0009, "OTHER 2.0", create=True).add_new(0x07, "LO", "PLANTED-OTHER")
    fresh["PatientID"].VR = "SH"
    save(fresh, folder.parent / (folder.name + "-new") / "9.dcm")


main()
