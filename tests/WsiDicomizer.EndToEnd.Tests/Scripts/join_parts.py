"""join_parts.py PART…: joins the parts of a concatenation as a reader would, and checks what it may rely on.

Prints {"frames", "digest" of all frames in order, "source"}. Every attribute but those that tell the part has to be the
same (PS3.3 C.7.6.16.2.2.4); the frames of all parts together have to fill the total pixel matrix (C.7.6.17.3).
"""
import hashlib
import json
import sys

import dicomframes

OWN = {
    "SOPInstanceUID", "NumberOfFrames", "InConcatenationNumber", "ConcatenationFrameOffsetNumber", "PixelData",
    "ExtendedOffsetTable", "ExtendedOffsetTableLengths",
}
parts = sorted((dicomframes.read(path) for path in sys.argv[1:]), key=lambda part: part[0].InConcatenationNumber)
first = parts[0][0]
assert len(parts) > 1, "one part is no concatenation"
assert len({str(dataset.SOPInstanceUID) for dataset, _ in parts}) == len(parts), "two parts have one UID"
digest, count = hashlib.sha256(), 0
for number, (dataset, frames) in enumerate(parts):
    assert dataset.InConcatenationNumber == number + 1, "a part is missing"
    assert dataset.InConcatenationTotalNumber == len(parts), "the number of parts is wrong"
    assert dataset.ConcatenationFrameOffsetNumber == count, "the frames do not follow each other"
    assert dataset.NumberOfFrames == len(frames)
    assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID
    assert "ExtendedOffsetTable" not in dataset, "below 4 GiB the table is a basic one"
    keywords = {element.tag for element in dataset if element.keyword not in OWN}
    assert keywords == {element.tag for element in first if element.keyword not in OWN}, "attributes come or go"
    for tag in keywords:
        assert dataset[tag] == first[tag], "%s differs" % tag
    for frame in frames:
        digest.update(frame)
    count += len(frames)
across = -(-int(first.TotalPixelMatrixColumns) // first.Columns)
down = -(-int(first.TotalPixelMatrixRows) // first.Rows)
assert first.DimensionOrganizationType == "TILED_FULL" and count == across * down, "the frames do not fill the matrix"
print(json.dumps({
    "frames": count, "digest": digest.hexdigest(), "source": str(first.SOPInstanceUIDOfConcatenationSource),
    "concatenation": str(first.ConcatenationUID),
}))
