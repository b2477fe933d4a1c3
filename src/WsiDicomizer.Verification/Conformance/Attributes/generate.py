#!/usr/bin/env python3
"""Makes wsm-iod.tsv, the attributes of the VL Whole Slide Microscopy Image IOD with their types and values.

usage: generate.py FOLDER    FOLDER holds dicom-wsm-iod.json and dicom-wsm-enums.json

Lines of the result, columns separated by tabs:
  M  name, table, section, usage        a module; its attributes follow
  G  name, table, section, usage        a functional group macro; its attributes follow
  T  table                              another macro; its attributes follow
  A  depth, tag, keyword, type, flags, values
       flags: s at most one item, z not zero
       values: E:a|b enumerated values, D:a|b defined terms, empty where there are none
  I  depth, table                       a macro that is included at this place
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent

# A list longer than this (coding schemes, body parts) is a catalogue and grows with every edition.
LONGEST_LIST = 40


def value(text):
    """0x0001 = Not Pregnant -> 1"""
    number = re.match(r"0x([0-9a-fA-F]+)\b", text)
    return str(int(number.group(1), 16)) if number else text


def constraints(enums):
    """(module or macro, path) -> flags and values, where these hold without a condition."""
    found = {}
    for table in enums["modules"] + [{"module": name, "attributes": lines if isinstance(lines, list) else lines["attributes"]}
                                     for name, lines in enums["macros"].items()]:
        owner = table["module"]
        for row in table["attributes"] or []:
            keyword = row.get("name") or row.get("verify")
            if keyword is None or "valueIndex" in row or ("verify" in row and row.get("condition")):
                continue
            path = "/".join(filter(None, [row.get("in"), keyword]))
            flags, values = found.get((owner, path), ("", ""))
            if row.get("notZero"):
                flags = "z"
            for key, letter in (("enum", "E"), ("definedTerms", "D")):
                terms = [value(term) for term in row.get(key, []) if term != "***EMPTYVALUE***"]
                if terms and len(terms) <= LONGEST_LIST:
                    values = f"{letter}:{'|'.join(terms)}"
            found[owner, path] = (flags, values)
    return found


def lines_of(lines, owner, known):
    path = []
    for row in lines:
        depth = row["depth"]
        path = path[:depth]
        if "include" in row:
            if row["include"] != "IODFunctionalGroupMacros":
                yield ["I", str(depth), row["include"]]
            continue
        if not row["keyword"]:
            continue  # a placeholder of the table, no attribute
        path.append(row["keyword"])
        flags, values = known.get((owner, "/".join(path)), ("", ""))
        note = re.sub(r"\s+", " ", row.get("note", ""))
        if re.search(r"(Only a single Item|Zero or one Item)", note) and "SQ" in row["vr"]:
            flags = "s" + flags
        yield ["A", str(depth), row["tag"].strip("()").replace(",", ""), row["keyword"], row["type"], flags, values]


def owner_name(name):
    plain = re.sub(r"[^A-Za-z0-9]", "", name.replace("HL7v2", "HL7v2"))
    return {"MultiframeFunctionalGroups": "MultiFrameFunctionalGroupsCommon",
            "MultiframeDimension": "MultiFrameDimension",
            "MultiResolutionPyramid": "MultiResolutionPyramid"}.get(plain, plain)


def macro_owner(caption):
    return owner_name(caption.replace(" Attributes", ""))


def main():
    folder = pathlib.Path(sys.argv[1])
    iod = json.loads((folder / "dicom-wsm-iod.json").read_text(encoding="utf-8"))
    known = constraints(json.loads((folder / "dicom-wsm-enums.json").read_text(encoding="utf-8")))
    out = [[f"# {iod['_source']['standard']}, edition {iod['_source']['edition']}"]]
    for kind, groups in (("M", iod["modules"]), ("G", iod["functionalGroups"])):
        for group in groups:
            for table in group["tables"]:
                owner = owner_name(group["name"]) if kind == "M" else macro_owner(table["caption"])
                out.append([kind, group["name"], table["table"], group["section"], group["usage"][0]])
                out.extend(lines_of(table["lines"], owner, known))
    for name, macro in iod["macros"].items():
        out.append(["T", name])
        out.extend(lines_of(macro["lines"], macro_owner(macro["caption"]), known))
    (HERE / "wsm-iod.tsv").write_text("\n".join("\t".join(row) for row in out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
