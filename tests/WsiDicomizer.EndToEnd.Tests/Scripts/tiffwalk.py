"""Reads the structure of TIFF and BigTIFF, without any code of the project: pages, tags, tiles and strips."""
import struct

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
CODES = {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}


class Page:
    """One directory: `tags` maps a tag to (type, count, position of the value bytes)."""

    def __init__(self, data, order, tags):
        self.data, self.order, self.tags = data, order, tags

    def numbers(self, tag):
        if tag not in self.tags:
            return []
        kind, count, at = self.tags[tag]
        return list(struct.unpack_from(self.order + CODES[kind] * count, self.data, at))

    def number(self, tag, default=None):
        values = self.numbers(tag)
        return values[0] if values else default

    def blob(self, tag):
        if tag not in self.tags:
            return b""
        kind, count, at = self.tags[tag]
        return bytes(self.data[at:at + count * SIZES[kind]])

    @property
    def tiled(self):
        return 324 in self.tags

    def pieces(self):
        """The encoded tiles or strips, in the order of the file's table."""
        places = zip(self.numbers(324 if self.tiled else 273), self.numbers(325 if self.tiled else 279))
        return [bytes(self.data[offset:offset + length]) for offset, length in places]


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    return pages(data)


def pages(data):
    order = {b"II": "<", b"MM": ">"}[bytes(data[:2])]
    big = struct.unpack_from(order + "H", data, 2)[0] == 43
    pointer, count_code, entry = ("Q", "Q", 20) if big else ("I", "H", 12)
    found = []
    at = struct.unpack_from(order + pointer, data, 8 if big else 4)[0]
    while at:
        count = struct.unpack_from(order + count_code, data, at)[0]
        start = at + struct.calcsize(count_code)
        tags = {}
        for place in range(start, start + count * entry, entry):
            tag, kind = struct.unpack_from(order + "HH", data, place)
            number = struct.unpack_from(order + pointer, data, place + 4)[0]
            value = place + 4 + struct.calcsize(pointer)
            if SIZES.get(kind, 1) * number > struct.calcsize(pointer):
                value = struct.unpack_from(order + pointer, data, value)[0]
            tags[tag] = (kind, number, value)
        found.append(Page(data, order, tags))
        at = struct.unpack_from(order + pointer, data, start + count * entry)[0]
    return found


def levels(path):
    """The tiled pages, largest first, as Aperio stores them."""
    return [page for page in read(path) if page.tiled]
