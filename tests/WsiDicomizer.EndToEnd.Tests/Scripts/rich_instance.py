"""rich_instance.py FILE: an instance with private, nested and Japanese identity, an icon, and marks of an earlier tool."""
import sys

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence

meta = FileMetaDataset()
meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
meta.MediaStorageSOPInstanceUID = "1.2.826.0.1.3680043.8.498.4711"
meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
ds = FileDataset(None, {}, file_meta=meta, preamble=b"\0" * 128)
ds.is_little_endian, ds.is_implicit_VR = True, False
ds.SpecificCharacterSet = ["", "ISO 2022 IR 87"]
ds.SOPClassUID, ds.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
ds.StudyInstanceUID, ds.SeriesInstanceUID = "1.2.826.0.1.3680043.8.498.1", "1.2.826.0.1.3680043.8.498.2"
ds.PatientName, ds.PatientID = "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046", "QUETZAL-4711"
ds.PatientBirthDate, ds.StudyDate, ds.StudyTime, ds.Modality = "19510314", "20260102", "101112.5", "OT"
ds.AccessionNumber, ds.ReferringPhysicianName, ds.StudyID, ds.SeriesNumber, ds.InstanceNumber = "", "Quetzalcoatl^X", "", None, 3
ds.DeidentificationMethod, ds.PatientIdentityRemoved = ["Quetzal tool 1"], "NO"
block = ds.private_block(0x0009, "ACME QUETZAL", create=True)
block.add_new(1, "LO", "Quetzal private")
block.add_new(2, "DS", ["1.50", "-2"])
inner = Dataset()
inner.SpecificCharacterSet = "ISO_IR 192"
inner.PersonName, inner.DateTime = "M\u00fcller^J\u00fcrgen", "20260102101112.000000+0100"
inner.add_new(0x00091010 & 0xFFFF0000 | 0x0010, "LO", "ACME QUETZAL")
inner.add_new(0x00091003, "UN", b"Quetzal bytes ")
outer = Dataset()
outer.ContentSequence = Sequence([inner, Dataset()])
outer.UID = "1.2.826.0.1.3680043.8.498.3"
ds.ContentSequence = Sequence([outer])
icon = Dataset()
icon.Rows, icon.Columns, icon.BitsAllocated, icon.PixelData = 2, 2, 8, b"\1\2\3\4"
icon["PixelData"].VR = "OB"
ds.IconImageSequence = Sequence([icon])
ds.SamplesPerPixel, ds.PhotometricInterpretation, ds.Rows, ds.Columns = 1, "MONOCHROME2", 2, 2
ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 8, 8, 7, 0
ds.PixelData = b"\5\6\7\x08"
ds["PixelData"].VR = "OB"
ds.save_as(sys.argv[1], write_like_original=False)
print("{}")
