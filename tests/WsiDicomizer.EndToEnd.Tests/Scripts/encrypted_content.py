"""encrypted_content.py INSTANCE FILE: writes the CMS of the one item of Encrypted Attributes Sequence into a file."""
import sys

import pydicom

items = pydicom.dcmread(sys.argv[1], stop_before_pixels=True).EncryptedAttributesSequence
assert len(items) == 1, "%d items" % len(items)
assert items[0].EncryptedContentTransferSyntaxUID == "1.2.840.10008.1.2.1"
with open(sys.argv[2], "wb") as stream:
    stream.write(items[0].EncryptedContent)
print("{}")
