#!/usr/bin/env python3
"""Makes the committed tables of de-identification from the tables of PS3.15 and PS3.3.

usage: generate.py FOLDER    FOLDER holds ps3.15-table-e1-1.json, ps3.15-table-e3-10-1-safe-private.json,
                             ps3.15-table-e3-4-1.json, dicom-wsm-iod.json and dicom-cid-7050.json

Writes e1-1.tsv, e3-10-1.tsv, e3-4-1.tsv, wsm-types.tsv and cid-7050.tsv beside this script. Run it again when a new
edition of the tables arrives; the tests compare the committed files with the tables. own-rules.tsv is written by hand.
"""
import hashlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
COLUMNS = ["retainSafePrivate", "retainUIDs", "retainDeviceIdentity", "retainInstitutionIdentity",
           "retainPatientCharacteristics", "retainLongitudinalFullDates", "retainLongitudinalModifiedDates",
           "cleanDescriptors", "cleanStructuredContent", "cleanGraphics"]
STRENGTH = ["1", "1C", "2", "2C", "3"]
ODD_GROUPS = "(gggg,eeee) where gggg is odd"


def write(name, title, edition, header, rows):
    """A comment line each for title, edition, digest of the rows and columns, then the rows."""
    body = "".join("\t".join(row) + "\n" for row in rows)
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
    head = f"# {title}\n# edition {edition}\n# sha256 {digest}\n# {chr(9).join(header)}\n"
    (HERE / name).write_text(head + body, encoding="utf-8", newline="\n")


def load(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def edition_of(table):
    return table["_source"]["edition"].split(" ")[0]


def confidentiality(folder):
    table = load(folder, "ps3.15-table-e1-1.json")
    rows = []
    for row in table["rows"]:
        tag = "private" if row["tag"] == ODD_GROUPS else row["tag"].strip("()").replace(",", "")
        rows.append([tag, row["keyword"] or "", "/".join(row["vr"] or []), row["name"],
                     "R" if row["retired"] else "", "Y" if row["inStdCompositeIOD"] else "",
                     row["basicProfile"], *[row[column] or "" for column in COLUMNS]])
    write("e1-1.tsv", "DICOM PS3.15 Table E.1-1", edition_of(table),
          ["tag", "keyword", "vr", "name", "retired", "inStdCompositeIOD", "basicProfile", *COLUMNS], rows)


def safe_private(folder):
    table = load(folder, "ps3.15-table-e3-10-1-safe-private.json")
    rows = [[row["tag"].strip("()").replace(",", ""), row["privateCreator"], row["vr"] or "", row["vm"] or ""]
            for row in table["rows"]]
    write("e3-10-1.tsv", "DICOM PS3.15 Table E.3.10-1", edition_of(table), ["tag", "creator", "vr", "vm"], rows)


def structured_content(folder):
    table = load(folder, "ps3.15-table-e3-4-1.json")
    columns = [column for column in COLUMNS if column in table["rows"][0]]
    rows = [[row["codeValue"] or "", row["codingSchemeDesignator"] or "", row["valueType"] or "",
             row["basicProfile"] or "", *[row[column] or "" for column in columns], row["codeMeaning"] or ""]
            for row in table["rows"]]
    write("e3-4-1.tsv", "DICOM PS3.15 Table E.3.4-1", edition_of(table),
          ["code", "scheme", "valueType", "basicProfile", *columns, "meaning"], rows)


def lines_of(entries, macros, parents=(), depth_below=0):
    """Every attribute of a table with the keywords of the sequences around it, macros put in their places."""
    path = list(parents)
    for entry in entries:
        depth = entry["depth"]
        del path[len(parents) + depth:]
        if "include" in entry:
            if depth_below < 8 and entry["include"] in macros:
                yield from lines_of(macros[entry["include"]]["lines"], macros, tuple(path), depth_below + 1)
            continue
        yield entry, tuple(path)
        if entry["vr"] == ["SQ"]:
            path.append(entry["keyword"])


def attribute_types(folder):
    iod = load(folder, "dicom-wsm-iod.json")
    found = {}
    for group, inside in (("modules", ()), ("functionalGroups", ("FunctionalGroups",))):
        for module in iod[group]:
            for table in module["tables"]:
                for entry, path in lines_of(table["lines"], iod["macros"], inside):
                    if entry.get("type"):
                        place = path[-1] if path else ""
                        types = found.setdefault((entry["tag"], entry["keyword"]), {})
                        types[place] = min(types.get(place, "3"), entry["type"], key=STRENGTH.index)
    rows = []
    for (tag, keyword), types in sorted(found.items()):
        strongest = min(types.values(), key=STRENGTH.index)
        places = " ".join(f"{place or '.'}={kind}" for place, kind in sorted(types.items()))
        rows.append([tag.strip("()").replace(",", ""), keyword, strongest, places])
    write("wsm-types.tsv", "DICOM PS3.3 VL Whole Slide Microscopy Image IOD, Types", edition_of(iod),
          ["tag", "keyword", "strongest", "places (sequence=Type, . for the top level)"], rows)


def methods(folder):
    table = load(folder, "dicom-cid-7050.json")
    rows = [[code["code"], code["scheme"], code["meaning"]] for code in table["codes"]]
    write("cid-7050.tsv", "DICOM PS3.16 CID 7050", "2026c", ["code", "scheme", "meaning"], rows)


def main():
    folder = pathlib.Path(sys.argv[1])
    for make in (confidentiality, safe_private, structured_content, attribute_types, methods):
        make(folder)


if __name__ == "__main__":
    main()
