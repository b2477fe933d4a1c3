"""jpeg_coefficients.py SLIDE PAGE INSTANCE: do frames hold the DCT coefficients of the NDPI page that they were cut from?
jpeg_coefficients.py JPEG LEFT,TOP INSTANCE: and those of a JPEG file that is a part of the level, beginning there?

A plain decoder of ITU-T T.81, written for this comparison alone: Huffman codes bit by bit, nothing shared with the program.
Quantization tables are compared too. Prints {"frames", "blocks", "different"}: how many frames, how many blocks of the
page were compared, how many differ. The whole page has to be covered by frames.
"""
import json
import struct
import sys

import numpy

import dicomframes


def ndpi_page(data, page):
    """The JPEG stream and the size of a page: NDPI's 64-bit pointers and high halves."""
    offset = struct.unpack_from("<Q", data, 4)[0]
    for _ in range(page + 1):
        count = struct.unpack_from("<H", data, offset)[0]
        tags = {}
        for i in range(count):
            tag, kind, number, value = struct.unpack_from("<HHII", data, offset + 2 + 12 * i)
            high = struct.unpack_from("<I", data, offset + 10 + 12 * count + 4 * i)[0]
            tags.setdefault(tag, value | high << 32 if kind == 4 and number == 1 else value)
        offset = struct.unpack_from("<Q", data, offset + 2 + 12 * count)[0]
    return data[tags[273]:tags[273] + tags[279]], tags[256], tags[257]


class Jpeg:
    """The coefficients of a baseline stream, by component: rows × columns × 64, whole MCUs, in zigzag order."""

    def __init__(self, data, width=0, height=0):
        self.tables, huffman, interval, at = {}, {}, 0, 2
        while True:
            marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
            body = data[at + 4:at + 2 + length]
            at += 2 + length
            if marker == 0xDB:
                while body:
                    size = 65 + 64 * (body[0] >> 4)
                    self.tables[body[0] & 15] = bytes(body[1:size])
                    body = body[size:]
            elif marker == 0xC4:
                while body:
                    counts = body[1:17]
                    values, codes, code = body[17:17 + sum(counts)], {}, 0
                    for bits in range(1, 17):
                        for _ in range(counts[bits - 1]):
                            codes[bits, code] = values[len(codes)]
                            code += 1
                        code <<= 1
                    huffman[body[0]] = codes
                    body = body[17 + sum(counts):]
            elif marker == 0xDD:
                interval = struct.unpack(">H", body)[0]
            elif marker == 0xC0:
                self.height, self.width = struct.unpack_from(">HH", body, 1)
                self.parts = [(body[6 + 3 * i], body[7 + 3 * i] >> 4, body[7 + 3 * i] & 15, body[8 + 3 * i])
                              for i in range(body[5])]
            elif marker == 0xDA:
                selectors = [(body[2 + 2 * i] >> 4, 16 | body[2 + 2 * i] & 15) for i in range(body[0])]
                break
        self.width, self.height = self.width or width, self.height or height
        self.interval = interval
        self.decode(data, at, huffman, selectors)

    def decode(self, data, at, huffman, selectors):
        across = max(part[1] for part in self.parts)
        down = max(part[2] for part in self.parts)
        columns, rows = -(-self.width // (8 * across)), -(-self.height // (8 * down))
        self.blocks = [numpy.zeros((rows * part[2], columns * part[1], 64), numpy.int16) for part in self.parts]
        bits, last = Bits(data, at), [0] * len(self.parts)
        for mcu in range(rows * columns):
            if self.interval and mcu and mcu % self.interval == 0:
                bits.restart()
                last = [0] * len(self.parts)
            row, column = divmod(mcu, columns)
            for number, (_, h, v, _) in enumerate(self.parts):
                dc, ac = (huffman[name] for name in selectors[number])
                for block in range(h * v):
                    target = self.blocks[number][row * v + block // h, column * h + block % h]
                    last[number] += bits.value(bits.symbol(dc))
                    target[0] = last[number]
                    k = 1
                    while k < 64:
                        symbol = bits.symbol(ac)
                        if symbol == 0:
                            break
                        k += symbol >> 4
                        if symbol & 15:
                            target[k] = bits.value(symbol & 15)
                        k += 1


class Bits:
    def __init__(self, data, at):
        self.data, self.at, self.left, self.byte = data, at, 0, 0

    def bit(self):
        if not self.left:
            self.byte, self.left = self.data[self.at], 8
            self.at += 2 if self.byte == 0xFF else 1
        self.left -= 1
        return self.byte >> self.left & 1

    def symbol(self, codes):
        code = 0
        for length in range(1, 17):
            code = code << 1 | self.bit()
            if (length, code) in codes:
                return codes[length, code]
        raise ValueError("no such code at %d" % self.at)

    def value(self, size):
        number = 0
        for _ in range(size):
            number = number << 1 | self.bit()
        return number if not size or number >> (size - 1) else number - (1 << size) + 1

    def restart(self):
        self.left = 0
        while not (self.data[self.at] == 0xFF and 0xD0 <= self.data[self.at + 1] <= 0xD7):
            self.at += 1
        self.at += 2


data = open(sys.argv[1], "rb").read()
whole = "," not in sys.argv[2]
source = Jpeg(*ndpi_page(data, int(sys.argv[2]))) if whole else Jpeg(data)
begin = (0, 0) if whole else tuple(int(number) for number in sys.argv[2].split(","))
dataset, frames = dicomframes.read(sys.argv[3])
per_row = -(-int(dataset.TotalPixelMatrixColumns) // dataset.Columns) if not whole else -(-source.width // dataset.Columns)
compared = different = 0
across, down = (max(part[i] for part in source.parts) for i in (1, 2))
for number, frame in enumerate(frames):
    x, y = number % per_row * dataset.Columns - begin[0], number // per_row * dataset.Rows - begin[1]
    if not (0 <= x < source.width and 0 <= y < source.height):
        continue
    tile = Jpeg(bytes(frame))
    for part, (_, h, v, table) in enumerate(source.parts):
        if tile.tables[tile.parts[part][3]] != source.tables[table]:
            different += 1
        height, width = tile.blocks[part].shape[:2]
        left, top = x // dataset.Columns * width, y // dataset.Rows * height
        wanted = source.blocks[part][top:top + height, left:left + width]
        got = tile.blocks[part][:wanted.shape[0], :wanted.shape[1]]
        compared += wanted.shape[0] * wanted.shape[1]
        different += int((got != wanted).any(axis=2).sum())
total = sum(blocks.shape[0] * blocks.shape[1] for blocks in source.blocks)
print(json.dumps({"frames": len(frames), "blocks": compared, "blocksOfPage": total, "different": different}))
