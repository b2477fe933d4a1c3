"""damage.py SLIDE TARGET KIND: a copy of a slide with one fault in it."""
import struct
import sys

import tiffwalk


def put_number(page, data, tag, index, value):
    kind, _, at = page.tags[tag]
    code = tiffwalk.CODES[kind]
    struct.pack_into(page.order + code, data, at + index * struct.calcsize(code), value)


source, target, kind = sys.argv[1:]
with open(source, "rb") as file:
    data = bytearray(file.read())
first = tiffwalk.pages(bytes(data))[0]
last = len(first.numbers(324)) - 1

if kind == "truncated":
    # Before the first directory: the header points behind the end.
    del data[len(data) // 3:]
elif kind == "tile-past-end":
    put_number(first, data, 324, last, len(data) - 10)
elif kind == "tile-cut":
    put_number(first, data, 325, last, first.numbers(325)[last] // 2)
elif kind == "tile-garbage":
    offset, length = first.numbers(324)[last], first.numbers(325)[last]
    data[offset:offset + length] = bytes(i * 7 % 251 for i in range(length))
elif kind == "directory-loop":
    # The first directory names itself as the next one (classic TIFF).
    at = struct.unpack_from(first.order + "I", data, 4)[0]
    count = struct.unpack_from(first.order + "H", data, at)[0]
    struct.pack_into(first.order + "I", data, at + 2 + count * 12, at)
elif kind == "huge-count":
    at = struct.unpack_from(first.order + "I", data, 4)[0]
    count = struct.unpack_from(first.order + "H", data, at)[0]
    for place in range(at + 2, at + 2 + count * 12, 12):
        if struct.unpack_from(first.order + "H", data, place)[0] == 324:
            struct.pack_into(first.order + "I", data, place + 4, 0xFFFFFFF0)
elif kind == "no-spacing":
    # Same length, so nothing moves: a key that no one knows in the place of MPP.
    data = bytearray(bytes(data).replace(b"|MPP = ", b"|QQQ = "))
else:
    raise SystemExit("unknown kind: " + kind)

with open(target, "wb") as file:
    file.write(data)
