"""methods.py FILE...: what each instance says of its own de-identification, as pydicom reads it, as JSON by file name."""
import json
import os
import sys

import pydicom

result = {}
for path in sys.argv[1:]:
    dataset = pydicom.dcmread(path, stop_before_pixels=True)
    codes = dataset.get("DeidentificationMethodCodeSequence") or []
    result[os.path.basename(path)] = {
        "PatientIdentityRemoved": dataset.get("PatientIdentityRemoved", ""),
        "Codes": " ".join("%s:%s" % (item.CodingSchemeDesignator, item.CodeValue) for item in codes),
        "Method": "|".join(dataset.get("DeidentificationMethod") or []) if not isinstance(
            dataset.get("DeidentificationMethod"), str) else dataset.DeidentificationMethod,
        "LongitudinalTemporalInformationModified": dataset.get("LongitudinalTemporalInformationModified", ""),
        "BurnedInAnnotation": dataset.get("BurnedInAnnotation", ""),
        "RecognizableVisualFeatures": dataset.get("RecognizableVisualFeatures", ""),
        "Texts": "|".join(sorted({
            "%s=%s" % (element.keyword, value)
            for element in dataset.iterall()
            if element.VR in ("LO", "SH", "ST", "LT", "UT", "UC", "PN") and element.value
            for value in ([element.value] if isinstance(element.value, (str, pydicom.valuerep.PersonName)) else element.value)})),
    }
print(json.dumps(result))
