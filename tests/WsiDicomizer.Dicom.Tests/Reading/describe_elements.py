"""Prints every element of a DICOM file as pydicom reads it: path, VR and a digest of its value."""
import hashlib
import struct
import sys

import pydicom


def digest(value):
    data = value.encode("utf-8") if isinstance(value, str) else value
    return hashlib.sha256(data).hexdigest()[:16]


def values_of(element):
    if element.value is None or element.VM == 0:
        return []
    return list(element.value) if element.VM > 1 else [element.value]


def text_of(value, vr):
    original = getattr(value, "original_string", None)
    text = original if isinstance(original, str) else str(value)
    text = text.rstrip(" \0")
    return text.strip(" ") if vr in ("AE", "CS", "DS", "IS", "LO", "SH") else text


def fragments_of(data):
    """The items after the offset table, joined."""
    offset = 8 + struct.unpack("<L", data[4:8])[0]
    parts = []
    while offset + 8 <= len(data) and data[offset:offset + 4] == b"\xfe\xff\x00\xe0":
        length = struct.unpack("<L", data[offset + 4:offset + 8])[0]
        parts.append(data[offset + 8:offset + 8 + length])
        offset += 8 + length
    return b"".join(parts)


def describe(dataset, path):
    for element in dataset:
        tag = "(%04X,%04X)" % (element.tag.group, element.tag.element)
        vr = element.VR
        if vr == "SQ":
            print(f"{path}{tag} SQ {len(element.value)}")
            for index, item in enumerate(element.value):
                describe(item, f"{path}{tag}[{index}].")
            continue
        if vr in ("OB", "OW", "OF", "OD", "OL", "OV", "UN"):
            data = element.value or b""
            if element.is_undefined_length:
                data = fragments_of(data)
            result = digest(data)
        elif vr in ("FD", "FL"):
            code = "<d" if vr == "FD" else "<f"
            result = digest(b"".join(struct.pack(code, value) for value in values_of(element)))
        elif vr == "AT":
            result = digest("\\".join("%08X" % value for value in values_of(element)))
        else:
            result = digest("\\".join(text_of(value, vr) for value in values_of(element)))
        print(f"{path}{tag} {vr} {result}")


describe(pydicom.dcmread(sys.argv[1]), "")
