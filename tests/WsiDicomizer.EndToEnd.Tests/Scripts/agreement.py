"""agreement.py INSTANCE OURS.json [ORTHANC]: do all readers see the same attributes with the same values?

OURS.json is the instance as the project's own reader gives it (DICOM JSON, binary values inline). ORTHANC is the address
of an Orthanc's DICOMweb root that holds the instance. Compared element by element, nested ones too, with what pydicom,
dcmdump and, where asked, Orthanc's WADO-RS metadata say; and gdcminfo's few lines with the values that they stand for.
Prints the number of elements compared; everything that differs is an error.
"""
import base64
import hashlib
import json
import re
import struct
import subprocess
import sys
import urllib.request

import pydicom

BINARY = {"OB", "OW", "OD", "OF", "OL", "OV", "UN"}
NUMBERS = {"FL", "FD", "SL", "SS", "SV", "UL", "US", "UV"}

# Frames are compared elsewhere, and padding after the data set is nobody's business: servers leave it out.
NOT_COMPARED = {"7FE00010", "FFFCFFFC"}


def digest(value):
    """Binary values by digest; the byte that makes a length even is no part of the value, but stored with it."""
    value = bytes(value)
    return "sha256:" + hashlib.sha256(value + b"\0" * (len(value) % 2)).hexdigest()


def number(vr, value):
    """A number as text; 32-bit floats as the nearest of 32 bits, since programs print them with different care."""
    if vr == "FL":
        return repr(struct.unpack("<f", struct.pack("<f", float(value)))[0])
    return repr(float(value)) if vr == "FD" else str(int(value))


def texts(vr, values):
    """Values without the padding that PS3.5 6.2 calls insignificant; one empty value is none."""
    strip = str.strip if vr in ("AE", "CS", "DS", "IS", "LO", "SH") else str.rstrip
    values = [strip(value, " \0") for value in values]
    if vr in ("DS", "IS"):
        # JSON has numbers where files have digits: the same number may be written in several ways.
        values = [value and repr(float(value)) for value in values]
    return [] if values == [""] else values


def person(value):
    groups = [value.get(name, "") for name in ("Alphabetic", "Ideographic", "Phonetic")]
    return "=".join(groups).rstrip("=")


def from_json(items, path="", binary=lambda entry: base64.b64decode(entry["InlineBinary"])):
    """DICOM JSON (PS3.18 Annex F) as {path: (VR, values)}; a sequence counts with its number of items."""
    found = {}
    for tag, entry in items.items():
        vr, here = entry["vr"], path + tag
        values = entry.get("Value", [])
        if vr == "SQ":
            found[here] = (vr, [str(len(values))])
            for index, item in enumerate(values):
                found.update(from_json(item or {}, "%s[%d]." % (here, index + 1), binary))
        elif tag in NOT_COMPARED:
            continue
        elif vr in BINARY:
            content = b"" if "InlineBinary" not in entry and "BulkDataURI" not in entry else binary(entry)
            found[here] = (vr, [] if content == b"" else [digest(content)])
        elif vr in NUMBERS:
            found[here] = (vr, [number(vr, value) for value in values])
        elif vr == "PN":
            found[here] = (vr, texts(vr, [person(value) if isinstance(value, dict) else value or "" for value in values]))
        else:
            found[here] = (vr, texts(vr, ["" if value is None else plain(value) for value in values]))
    return found


def plain(value):
    return value if isinstance(value, str) else repr(value)


def from_pydicom(dataset, path=""):
    found = {}
    for element in dataset:
        tag = "%04X%04X" % (element.tag.group, element.tag.element)
        here, vr, value = path + tag, element.VR, element.value
        if vr == "SQ":
            found[here] = (vr, [str(len(value))])
            for index, item in enumerate(value):
                found.update(from_pydicom(item, "%s[%d]." % (here, index + 1)))
            continue
        if tag in NOT_COMPARED:
            continue
        if vr in BINARY:
            found[here] = (vr, [digest(value)] if value else [])
            continue
        values = [] if value is None else list(value) if element.VM > 1 else [value]
        if vr in NUMBERS:
            found[here] = (vr, [number(vr, one) for one in values])
        elif vr == "AT":
            found[here] = (vr, ["%08X" % int(one) for one in values])
        elif vr in ("DS", "IS"):
            found[here] = (vr, texts(vr, [getattr(one, "original_string", None) or str(one) for one in values]))
        else:
            found[here] = (vr, texts(vr, [str(one) for one in values]))
    return found


LINE = re.compile(r"^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\) ([A-Za-z?]{2}) ?(.*?) +# +(\d+|u/l), ?\d+ \S.*$")


def from_dcmdump(path):
    """What dcmdump prints before the pixel data."""
    # -Un: UIDs as digits; +L: long values whole; +U8: text in UTF-8.
    run = subprocess.run(
        ["dcmdump", "-q", "-Un", "+L", "+U8", "+sb", "7fe0,0010", path], capture_output=True, check=True)
    assert not run.stderr, "dcmdump complains: %s" % run.stderr.decode()
    found, parents, counts = {}, [], []
    in_meta = False
    for line in run.stdout.decode().splitlines():
        if line.startswith("# Dicom-"):
            in_meta = line.startswith("# Dicom-Meta")
        match = LINE.match(line)
        if not match or in_meta:
            assert in_meta or not line.strip() or line.startswith("#"), "not understood: a line of dcmdump"
            continue
        depth, tag, vr, value = len(match[1]) // 2, (match[2] + match[3]).upper(), match[4], match[5]
        if tag == "FFFEE000":
            counts[-1] += 1
            found[parents[-1]] = ("SQ", [str(counts[-1])])
            continue
        if tag.startswith("FFFE"):
            if tag == "FFFEE0DD":
                parents.pop()
                counts.pop()
            continue
        # An element of an item is indented twice for each sequence around it.
        assert depth == 2 * len(parents), "not understood: how deep a line of dcmdump is"
        here = ("%s[%d]." % (parents[-1], counts[-1]) if parents else "") + tag
        if vr == "SQ":
            found[here] = (vr, ["0"])
            parents.append(here)
            counts.append(0)
        else:
            found[here] = (vr.upper(), dumped(vr, value))
    return found


def dumped(vr, value):
    if value == "(no value available)":
        return []
    if vr in BINARY:
        size = 4 if vr == "OW" else 2
        parts = value.split("\\")
        assert all(len(part) == size for part in parts), "not understood: a binary value of dcmdump"
        content = b"".join(bytes.fromhex(part)[::-1] if vr == "OW" else bytes.fromhex(part) for part in parts)
        return [digest(content)]
    if vr in NUMBERS:
        return [number(vr, one) for one in value.split("\\")]
    if vr == "AT":
        return [one.strip("()").replace(",", "").upper() for one in value.split("\\")]
    text = value[1:-1] if value.startswith("[") else value
    return texts(vr, [text] if vr in ("ST", "LT", "UT", "UR") else text.split("\\"))


def from_orthanc(root, uids):
    address = "%s/studies/%s/series/%s/instances/%s/metadata" % ((root.rstrip("/"),) + uids)

    def fetch(entry):
        if "InlineBinary" in entry:
            return base64.b64decode(entry["InlineBinary"])
        body = urllib.request.urlopen(entry["BulkDataURI"]).read()
        # One part: its headers, an empty line, the value, the closing boundary.
        start = body.index(b"\r\n\r\n") + 4
        return body[start:body.rindex(b"\r\n--")]

    request = urllib.request.Request(address, headers={"Accept": "application/dicom+json"})
    return from_json(json.load(urllib.request.urlopen(request))[0], binary=fetch)


def check_gdcm(path, dataset):
    lines = subprocess.run(["gdcminfo", path], capture_output=True, check=True).stdout.decode().splitlines()
    said = dict((part.strip() for part in line.split(":", 1)) for line in lines if ":" in line)
    media = [line.split()[2] for line in lines if line.startswith("MediaStorage is")]
    frames = int(dataset.get("NumberOfFrames", 1))
    size = [dataset.Columns, dataset.Rows] + ([frames] if frames > 1 else [])
    expected = {
        "SamplesPerPixel": str(dataset.SamplesPerPixel),
        "BitsAllocated": str(dataset.BitsAllocated),
        "BitsStored": str(dataset.BitsStored),
        "HighBit": str(dataset.HighBit),
        "PixelRepresentation": str(dataset.PixelRepresentation),
        "PhotometricInterpretation": dataset.PhotometricInterpretation,
        "TransferSyntax": str(dataset.file_meta.TransferSyntaxUID),
    }
    wrong = [name for name, value in expected.items() if said.get(name) != value]
    if media != [str(dataset.SOPClassUID)]:
        wrong.append("MediaStorage")
    if [int(one) for one in re.findall(r"\d+", said["Dimensions"])][:len(size)] != size:
        wrong.append("Dimensions")
    assert not wrong, "gdcminfo sees another %s" % ", ".join(wrong)


def compare(name, ours, theirs):
    differences = []
    for path in sorted(set(ours) | set(theirs)):
        mine, other = ours.get(path), theirs.get(path)
        if mine == other:
            continue
        if mine and other and mine[1] == other[1] and "UN" in (mine[0], other[0]):
            continue
        differences.append("%s: ours %s, %s %s" % (path, shortened(mine), name, shortened(other)))
    assert not differences, "\n".join(differences[:20])


def shortened(entry):
    return "nothing" if entry is None else "%s %s" % (entry[0], str(entry[1])[:80])


def main(path, ours_path, orthanc=None):
    dataset = pydicom.dcmread(path)
    with open(ours_path, encoding="utf-8") as stream:
        ours = from_json(json.load(stream))
    compare("pydicom", ours, from_pydicom(dataset))
    compare("dcmdump", ours, from_dcmdump(path))
    check_gdcm(path, dataset)
    if orthanc:
        uids = (dataset.StudyInstanceUID, dataset.SeriesInstanceUID, dataset.SOPInstanceUID)
        compare("Orthanc", ours, from_orthanc(orthanc, uids))
    print(len(ours))


main(*sys.argv[1:])
