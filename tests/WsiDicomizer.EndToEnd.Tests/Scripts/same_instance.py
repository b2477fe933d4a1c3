"""same_instance.py OURS THEIRS: do two Part 10 files hold the same data set in the same transfer syntax?"""
import sys

import pydicom

ours, theirs = (pydicom.dcmread(path) for path in sys.argv[1:])
assert ours.file_meta.TransferSyntaxUID == theirs.file_meta.TransferSyntaxUID, "the transfer syntax changed"
if "DataSetTrailingPadding" not in theirs and "DataSetTrailingPadding" in ours:
    # It has no meaning (PS3.10 7.2), and need not be sent.
    del ours.DataSetTrailingPadding
assert ours.keys() == theirs.keys(), "elements came or went: %s" % (set(ours.keys()) ^ set(theirs.keys()))
for element in ours:
    assert element == theirs[element.tag], "%s changed" % element.tag
print("{}")
