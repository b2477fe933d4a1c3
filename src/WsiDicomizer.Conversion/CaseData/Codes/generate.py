#!/usr/bin/python3
"""Writes codes.tsv: the codes of PS3.16 context groups that case data may name by short words.

The codes come from the context group dictionaries of an installed pydicom (/usr/lib/python3/dist-packages); the short
words beside their meanings are ours. Run it where pydicom is: ./generate.py > codes.tsv
"""
import hashlib

import pydicom
from pydicom.sr._cid_dict import cid_concepts
from pydicom.sr._concepts_dict import concepts

# In this order a word is looked up; a later group does not repeat a code of an earlier one of the same purpose.
PURPOSES = {
    "container": [8101],
    "specimen-type": [8103],
    "collection": [8109],
    "sampling": [8110],
    "step": [8113],
    "fixative": [8114],
    "embedding": [8115],
    "stain": [8112],
    "anatomy": [4, 4031, 9514, 4029, 7600, 12023, 10060, 6204],
    "modifier": [244, 2],
}

WORDS = {
    "container": {"433466003": "slide|glass slide|Objektträger"},
    "specimen-type": {
        "119376003": "tissue|block|tissue block|paraffin block|Gewebe",
        "430861001": "gross|resection|Resektat",
        "430856003": "section|Schnitt",
        "258433009": "smear|Ausstrich",
        "430346005": "liquid based cytology|LBC",
        "430855004": "touch preparation|imprint",
        "431196006": "TMA spot",
        "430970004": "core of block|TMA core",
    },
    "collection": {"86273004": "Biopsie", "65801008": "resection|Exzision", "14766002": "fine needle aspiration|FNA",
                   "56757003": "brushing", "285570007": "swab|Abstrich", "22778000": "blood draw"},
    "sampling": {"434472006": "section|sectioning|microtomy|block section|Schnitt", "122459003": "grossing|Zuschnitt",
                 "434479002": "core|TMA core", "448895004": "smear", "430854000": "touch preparation|imprint",
                 "434475008": "step section|Stufenschnitt", "434474007": "recut",
                 "433454009": "LMD", "111726": "entire specimen submitted", "111727": "representative sections"},
    "step": {"433452008": "clearing", "433470006": "dehydration", "27872000": "freezing",
             "433455005": "microwave heating", "433457002": "steam heating", "433456006": "protease digestion"},
    "fixative": {"434162003": "NBF|buffered formalin|10% neutral buffered formalin|10% NBF", "52836003": "PFA",
                 "431510009": "formol", "433474002": "Bouin|Bouin's",
                 "433338005": "Carnoy|Carnoy's", "433471005": "Helly|Helly's", "433473008": "Zenker|Zenker's",
                 "430028007": "Michel|Michel's", "419442005": "alcohol", "13931001": "osmium"},
    "embedding": {"311731000": "paraffin|wax", "433469005": "OCT|cryo|frozen", "65345002": "epoxy|Epon",
                  "261712009": "acrylic|LR White"},
    "stain": {"12710003": "haematoxylin|Hämatoxylin|H&E|HE|hematoxylin and eosin|haematoxylin and eosin|hematoxylin eosin",
              "36879007": "eosin|eosin Y|H&E|HE|hematoxylin and eosin|haematoxylin and eosin|hematoxylin eosin",
              "255808002": "PAS|PAS reaction", "255809005": "Berlin blue|Perls|Perls Prussian blue|iron",
              "406989007": "Masson|Masson trichrome|Masson's trichrome", "255813003": "ZN|Ziehl Neelsen",
              "4656000": "alcian blue|AB", "406958008": "LFB", "406957003": "VG", "45106005": "Kongorot",
              "406971006": "ALP", "406952009": "Hale", "51567006": "Sirius red|picrosirius red"},
    "anatomy": {"71854001": "large bowel|large intestine|Kolon", "64033007": "Niere", "10200004": "Leber", "39607008": "Lunge",
                "76752008": "Mamma", "41216001": "Prostata", "39937001": "Haut", "69695003": "Magen",
                "45048000": "Hals"},
    "modifier": {"7771000": "L|links", "24028007": "R|rechts", "51440002": "both"},
}


def rows():
    for purpose, groups in PURPOSES.items():
        seen = set()
        for group in groups:
            for scheme, keywords in sorted(cid_concepts[group].items()):
                if scheme not in ("SCT", "DCM"):
                    continue
                found = [(value, entry[0]) for k in keywords for value, entry in concepts[scheme][k].items()
                         if group in entry[1]]
                for value, meaning in sorted(found, key=lambda row: (len(row[0]), row[0])):
                    if (scheme, value) in seen:
                        continue
                    seen.add((scheme, value))
                    words = [w for w in WORDS.get(purpose, {}).get(value, "").split("|") if w]
                    for end in (" stain", " specimen", " sample"):
                        if meaning.endswith(end):
                            words.insert(0, meaning.removesuffix(end))
                    yield "\t".join([purpose, value, scheme, meaning[:64], "|".join(words), f"PS3.16 CID {group}"])
        for value in WORDS.get(purpose, {}):
            if not any(v == value for _, v in seen):
                raise SystemExit(f"{purpose}: {value} is in no context group")


lines = list(rows())
digest = hashlib.sha256(("\n".join(lines) + "\n").encode()).hexdigest()
print("# Codes that case data may name by short words")
print(f"# edition PS3.16 2022, as tabulated in pydicom {pydicom.__version__}")
print(f"# sha256 {digest}")
print("# purpose\tvalue\tscheme\tmeaning\tshort words\tsource")
print("\n".join(lines))
