"""optical_path.py INSTANCE: what pydicom reads of the one optical path and of the samples; null for what is not there."""
import json
import sys

import pydicom

dataset = pydicom.dcmread(sys.argv[1], stop_before_pixels=True)
path, = dataset.OpticalPathSequence


def text(source, keyword):
    if keyword not in source:
        return None
    value = source[keyword].value
    return str(value[0].CodeValue if keyword.endswith("CodeSequence") else value)


print(json.dumps({
    **{keyword: text(path, keyword) for keyword in (
        "OpticalPathIdentifier", "OpticalPathDescription", "IlluminationTypeCodeSequence", "IlluminationColorCodeSequence",
        "IlluminationWaveLength", "ICCProfile")},
    # (0022,0003), under the name that PS3.6 has for it; pydicom's is older or newer.
    "ImagePathFilterPassThroughWavelength": str(path[0x00220003].value) if 0x00220003 in path else None,
    **{keyword: text(dataset, keyword) for keyword in ("PhotometricInterpretation", "BitsStored", "SeriesNumber")},
}))
