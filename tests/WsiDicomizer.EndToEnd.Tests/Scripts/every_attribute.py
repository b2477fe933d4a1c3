"""Holds de-identification to PS3.15 Table E.1-1, attribute by attribute, with pydicom and the table itself.

make SHARED FOLDER                    writes any.dcm and slide.dcm, with a marked value in every attribute of the table
check SHARED ORIGINALS OUTPUTS [OPTIONS [PSEUDONYMS]]
                                      what is wrong in the outputs, as a JSON list of lines without values. OPTIONS are columns
                                      of the table, such as retainUIDs+cleanDescriptors; scaled among them says that modified
                                      dates are not moved by one amount. PSEUDONYMS are keywords, parted by commas, for which
                                      the profile foresees pseudonyms
"""
import datetime
import json
import os
import re
import sys

import pydicom
from pydicom.dataset import Dataset

import marked_values
from marked_values import HARMLESS, UID_ROOT, WHOLE_SLIDE, Table

MODIFIED = "retainLongitudinalModifiedDates"

# Nothing of a data set: the file's own elements and those of messages are made anew or left out.
NO_PART = (0x0000, 0x0002, 0x0004)

METHODS = {
    "retainSafePrivate": "113111", "retainUIDs": "113110", "retainDeviceIdentity": "113109",
    "retainInstitutionIdentity": "113112", "retainPatientCharacteristics": "113108",
    "retainLongitudinalFullDates": "113106", "retainLongitudinalModifiedDates": "113107", "cleanDescriptors": "113105",
    "cleanStructuredContent": "113104", "cleanGraphics": "113103",
}
MARK = re.compile(r"MK\d{6}Q|" + re.escape(UID_ROOT) + r"\d{6}|77\d{7}|(?:20|21|22)\d{6}|101112\.\d{6}")


def texts(value):
    if isinstance(value, bytes):
        return [value.decode("latin-1").rstrip("\0")]
    if isinstance(value, (list, pydicom.multival.MultiValue)):
        return [str(one) for one in value]
    return [] if value in (None, "") else [str(value)]


def leaves(dataset):
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                yield from leaves(item)
        else:
            yield from texts(element.value)


def marks(lines):
    return {mark for line in lines for mark in MARK.findall(line)}


def is_empty(element):
    return element.VM == 0 or not texts(element.value) if element.VR != "SQ" else len(element.value) == 0


class Check:
    def __init__(self, folder, options, pseudonyms):
        self.table = Table(folder)
        self.options = [option for option in options if option != "scaled"]
        self.scaled = "scaled" in options
        self.pseudonyms = pseudonyms
        self.faults = []
        self.kept = set()
        self.uids = {}
        self.shifts = set()
        self.types = {}

    def fault(self, path, text):
        self.faults.append("%s: %s" % (path, text))

    def instance(self, original, output):
        before, after = pydicom.dcmread(original, force=True), pydicom.dcmread(output)
        self.types = self.table.types if before.SOPClassUID == WHOLE_SLIDE else None
        self.dataset(before, after, "")
        self.said(after)
        if len(set(self.uids.values())) != len(self.uids):
            self.fault("UIDs", "two became one")
        searched = marks(leaves(before)) | {"MK999998Q", "MK999999Q"}
        if self.scaled:
            # A date that was moved may meet another's original.
            searched = {mark for mark in searched if not mark.startswith("20")}
        elif MODIFIED in self.options and (len(self.shifts) != 1 or datetime.timedelta() in self.shifts):
            self.fault("dates", "%d shifts" % len(self.shifts))
        self.bytes(output, searched)

    def said(self, after):
        wanted = ["113100"] + [METHODS[option] for option in self.options]
        codes = [item.CodeValue for item in after.get("DeidentificationMethodCodeSequence", [])]
        if sorted(codes) != sorted(wanted):
            self.fault("DeidentificationMethodCodeSequence", "other codes: %s" % codes)
        temporal = "UNMODIFIED" if "retainLongitudinalFullDates" in self.options else "MODIFIED" if MODIFIED in self.options else "REMOVED"
        if after.get("LongitudinalTemporalInformationModified") != temporal:
            self.fault("LongitudinalTemporalInformationModified", "not true")
        if after.PatientIdentityRemoved != "YES":
            self.fault("PatientIdentityRemoved", "not YES")

    def dataset(self, before, after, path):
        for element in before:
            tag = element.tag
            row = self.table.find(tag)
            place = "%s%s %s" % (path, tag, row["keyword"] or "" if row else "")
            if row is None:
                self.without_row(element, after, place)
            elif tag.group in NO_PART:
                if tag in after and marks(texts(after[tag].value)):
                    self.fault(place, "an original of no data set stayed")
            elif tag.is_private_creator and tag not in after:
                continue
            else:
                self.row(row, element, after, place)

    def without_row(self, element, after, place):
        if element.tag not in after:
            self.fault(place, "has no row and is gone")
        elif element.VR == "SQ":
            self.items(element, after[element.tag], place)
        elif element.keyword in ("CodeValue", "CodeMeaning") and marks(texts(element.value)):
            if is_empty(after[element.tag]):
                self.fault(place, "a local code may not be empty")
        elif element.value != after[element.tag].value:
            self.fault(place, "has no row and was changed")

    def items(self, before, after, place):
        if len(before.value) != len(after.value):
            self.fault(place, "%d items became %d" % (len(before.value), len(after.value)))
        for index, (one, other) in enumerate(zip(before.value, after.value)):
            self.dataset(one, other, "%s[%d]." % (place, index))

    def action(self, row):
        # The marked private attributes are none of Table E.3.10-1. Dates that move come before all, what is retained before
        # what is cleaned.
        columns = {row[option] for option in self.options if option != "retainSafePrivate"}
        if MODIFIED in self.options and row[MODIFIED] == "C":
            return "C"
        return "K" if "K" in columns else "C" if "C" in columns else row["basicProfile"]

    def row(self, row, element, after, place):
        action = self.action(row)
        strongest = None if self.types is None else self.types.get(int(element.tag), "3")
        kept = after[element.tag] if element.tag in after else None
        allowed = outcomes(action, strongest)
        found = "X" if kept is None else "Z" if is_empty(kept) else "D"
        if row["keyword"] in self.pseudonyms:
            if found == "X" or is_empty(kept) or marks(texts(kept.value)):
                self.fault(place, "is to be a pseudonym")
        elif action == "K":
            self.keep(element, kept, place)
        elif action == "C":
            self.cleaned(row, element, kept, strongest, place)
        elif action == "U":
            self.mapped(element, kept, place)
        elif found not in allowed:
            self.fault(place, "%s, Type %s, gave %s" % (action, strongest, found))
        elif kept is not None and kept.VR != element.VR:
            self.fault(place, "VR changed")
        elif found == "D" and action == "X/Z/U*":
            self.items(element, kept, place)
        elif found == "D":
            self.replaced(element, kept, place)

    def replaced(self, element, kept, place):
        old = set(leaves([element])) - {"SCT", WHOLE_SLIDE}
        if old & set(leaves([kept])):
            self.fault(place, "an original value under D")

    def keep(self, element, kept, place):
        if kept is None:
            self.fault(place, "is to be kept")
        elif element.VR == "SQ":
            self.items(element, kept, place)
        elif element.value != kept.value:
            self.fault(place, "is to be kept and was changed")
        else:
            self.kept |= marks(texts(element.value))

    def mapped(self, element, kept, place):
        if kept is None or is_empty(kept):
            self.fault(place, "U left nothing")
        elif element.VR == "SQ":
            self.items(element, kept, place)
        elif not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*))+", str(kept.value)) or len(str(kept.value)) > 64:
            self.fault(place, "U left no UID")
        elif self.uids.setdefault(str(element.value), str(kept.value)) != str(kept.value):
            self.fault(place, "U is not one-to-one")

    def cleaned(self, row, element, kept, strongest, place):
        if element.VR in ("DA", "TM", "DT"):
            self.moved(element, kept, place)
        elif element.VR == "SQ":
            if kept is None:
                self.fault(place, "C lost the sequence")
            else:
                self.items(element, kept, place)
        elif element.VR in ("LO", "SH", "ST", "LT", "UT", "UC"):
            wanted = HARMLESS if HARMLESS in str(element.value) else "Skin" if "Skin" in str(element.value) else ""
            if kept is None or is_empty(kept):
                if wanted or strongest in ("1", "1C"):
                    self.fault(place, "C lost harmless text")
            elif wanted not in str(kept.value):
                self.fault(place, "C lost harmless text")
        if kept is not None and element.VR != "SQ" and marks(texts(element.value)) & marks(texts(kept.value)):
            self.fault(place, "an original value under C")

    def moved(self, element, kept, place):
        if MODIFIED not in self.options:
            self.fault(place, "C of a date under another option")
        elif kept is None or is_empty(kept):
            self.fault(place, "a date is to be kept, moved")
        elif len(kept.value) != len(element.value):
            self.fault(place, "precision changed")
        elif element.VR == "DT" and not self.scaled:
            self.shifts.add(moment(kept.value) - moment(element.value))
        elif element.VR == "DA" and kept.value == element.value:
            self.fault(place, "a date did not move")

    def bytes(self, output, all_marks):
        with open(output, "rb") as file:
            content = file.read()
        raw = content.decode("latin-1")
        found = marks([raw, raw.replace("\0", ""), content[:len(content) // 2 * 2].decode("utf-16-le", "replace")])
        for mark in sorted((found & all_marks) - self.kept):
            self.fault("bytes", "%s mark number %s at %d" % (
                "text" if mark[0] == "M" else "number", re.sub(r"\D", "", mark)[-6:], raw.find(mark)))


def outcomes(action, strongest):
    """What may become of an attribute: X gone, Z empty, D with another value."""
    if "/" not in action:
        return action if action != "Z" else "ZD" if strongest in ("1", "1C") else "Z"
    letters = action.replace("U*", "D").replace("/", "")
    if action == "X/Z/U*" and strongest and strongest != "3":
        return "ZD"
    if strongest is None:
        return letters + ("D" if "D" not in letters and "Z" not in letters else "")
    demanded = {"1": "D", "2": "Z", "3": "X"}[strongest[0]]
    # The strongest action that the code has, where it lacks the one that the Type demands.
    return demanded if demanded in letters else letters[-1] if demanded != "X" else letters[0]


def moment(text):
    whole, _, fraction = text.partition(".")
    return datetime.datetime.strptime(whole, "%Y%m%d%H%M%S") + datetime.timedelta(microseconds=int(fraction.ljust(6, "0")))


def make(shared, folder):
    table = Table(shared)
    os.makedirs(folder, exist_ok=True)
    marked_values.save(marked_values.any_instance(table), os.path.join(folder, "any.dcm"))
    marked_values.save(marked_values.whole_slide_instance(table), os.path.join(folder, "slide.dcm"))


def main():
    command, shared, *rest = sys.argv[1:]
    if command == "make":
        make(shared, rest[0])
        return
    options = rest[2].split("+") if len(rest) > 2 and rest[2] else []
    faults = []
    for original, output in marked_values.pairs(rest[0], rest[1]):
        check = Check(shared, options, rest[3].split(",") if len(rest) > 3 else [])
        check.instance(original, output)
        faults += ["%s: %s" % (os.path.basename(original), fault) for fault in check.faults]
    json.dump(faults, sys.stdout)


if __name__ == "__main__":
    main()
