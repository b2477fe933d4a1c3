"""crosswalk.py CROSSWALK MIDI_FOLDER SOURCE... -- OUTPUT...: are a crosswalk's lines true, as pydicom sees both sides?

Every replacement of an attribute stands in an output under that keyword, every original that is no UID of the program's own
stands in a source; and every UID and PatientID that differs between source and output by its keyword has a line. The
files in the manner of MIDI-B hold the UIDs and patients of the crosswalk, each original once. Prints the number of lines.
"""
import csv
import pathlib
import sys

import pydicom

OTHER = {"SlidePath", "ConvertedSOPInstanceUID", "DateShiftSeconds", "DateScale"}


def values(path):
    """{(keyword, value)} at every depth; the keyword is empty where the dictionary of this pydicom is older."""
    found = set()

    def walk(dataset):
        for element in dataset:
            if element.VR == "SQ":
                for item in element.value:
                    walk(item)
            elif element.keyword != "PixelData" and element.value not in (None, ""):
                each = element.value if isinstance(element.value, pydicom.multival.MultiValue) else [element.value]
                found.update((element.keyword, str(value)) for value in each)

    walk(pydicom.dcmread(path, stop_before_pixels=True))
    return found


def rows(path, header):
    with open(path, newline="", encoding="utf-8") as stream:
        lines = list(csv.reader(stream, strict=True))
    assert lines[0] == header, lines[0]
    body = [tuple(line) for line in lines[1:]]
    assert len(set(body)) == len(body), "a line stands twice"
    return body


def main():
    crosswalk, midi, *files = sys.argv[1:]
    at = files.index("--")
    sources = set().union(*map(values, files[:at])) if at else set()
    source_values = {value for _, value in sources}
    outputs = set().union(*map(values, files[at + 1:]))
    lines = [(kind, old[1:] if old.startswith("'") else old, new) for kind, old, new in
             rows(crosswalk, ["kind", "original", "replacement"])]
    for kind, old, new in lines:
        if kind in OTHER:
            continue
        assert (kind, new) in outputs or ("", new) in outputs, f"{kind} {new} is in no output"
        assert (kind, old) not in outputs, f"{kind}: an original is in an output"
        named = (kind, old) in sources or (kind.endswith("UID") and (old.startswith("2.25.") or old in source_values))
        assert not sources or named, f"{kind}: an original is in no source"
    for old, new in ((old, new) for kind, old, new in lines if kind == "ConvertedSOPInstanceUID"):
        assert ("SOPInstanceUID", old) in sources and ("SOPInstanceUID", new) in outputs, "an instance without its source"
    for keyword in ("PatientID", "SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID", "FrameOfReferenceUID"):
        known = {new for kind, _, new in lines if kind == keyword}
        for name, value in outputs:
            assert name != keyword or value in known, f"{keyword} of an output has no line"
    uids = rows(pathlib.Path(midi, "uid_mapping.csv"), ["id_old", "id_new"])
    assert len({old for old, _ in uids}) == len(uids), "a UID stands for two"
    assert set(uids) == {(old, new) for kind, old, new in lines if kind not in OTHER and kind.endswith("UID")}
    patients = rows(pathlib.Path(midi, "patid_mapping.csv"), ["id_old", "id_new"])
    assert set(patients) == {(old, new) for kind, old, new in lines if kind == "PatientID"}
    print(len(lines))


main()
