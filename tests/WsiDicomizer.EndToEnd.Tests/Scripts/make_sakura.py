"""make_sakura.py PATH [damaged]: writes a small Sakura slide (SQLite with three grey JPEGs a tile), a format that only OpenSlide reads.

Made from what OpenSlide asks of a file: 700 x 500 pixels, two levels of 256-pixel tiles, a label, a macro, and invented
identity in every column that OpenSlide tells of. "damaged": the last tile is no JPEG.
"""
import io
import sqlite3
import struct
import sys

import numpy
from PIL import Image

WIDTH, HEIGHT, TILE = 700, 500, 256


def jpeg(picture):
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=92)
    return stream.getvalue()


rows, columns = numpy.mgrid[0:HEIGHT, 0:WIDTH]
base = numpy.stack(
    [columns * 255 // WIDTH, rows * 255 // HEIGHT, 128 + 100 * numpy.sin(columns / 17) * numpy.cos(rows / 23)], -1
).astype(numpy.uint8)
database = sqlite3.connect(sys.argv[1])
run = database.execute
run("CREATE TABLE DataManagerSQLiteConfigXPO (TableName TEXT)")
run("INSERT INTO DataManagerSQLiteConfigXPO VALUES ('unique0')")
run("CREATE TABLE unique0 (id TEXT, size INTEGER, data BLOB)")
run("INSERT INTO unique0 VALUES ('++MagicBytes', 16, 'SVGigaPixelImage')")
run("INSERT INTO unique0 VALUES ('++VersionBytes', 5, '4.0.0')")
run("INSERT INTO unique0 VALUES ('Header', 32, ?)", [struct.pack("<8I", TILE, WIDTH, HEIGHT, 0, 1, 0, 0, 0)])
run("CREATE TABLE tile (PYRAMIDLEVEL INTEGER, COLUMNINDEX INTEGER, ROWINDEX INTEGER, COLORINDEX INTEGER, TILEID TEXT)")
for downsample in (1, 2):
    level = base[:HEIGHT // downsample * downsample, :WIDTH // downsample * downsample]
    level = level.reshape(HEIGHT // downsample, downsample, WIDTH // downsample, downsample, 3).mean((1, 3)).astype(numpy.uint8)
    for top in range(0, level.shape[0], TILE):
        for left in range(0, level.shape[1], TILE):
            square = numpy.full((TILE, TILE, 3), 255, numpy.uint8)
            part = level[top:top + TILE, left:left + TILE]
            square[:part.shape[0], :part.shape[1]] = part
            for color in range(3):
                name = f"T;{left * downsample}|{top * downsample};{downsample};{color};0"
                data = jpeg(Image.fromarray(square[:, :, color]))
                run("INSERT INTO unique0 VALUES (?, ?, ?)", [name, len(data), data])
                run("INSERT INTO tile VALUES (?, ?, ?, ?, ?)", [downsample, left * downsample, top * downsample, color, name])
run("CREATE TABLE SVSlideDataXPO (OID INTEGER, SlideId TEXT, Date TEXT, Description TEXT, Creator TEXT, DiagnosisCode TEXT,"
    " Keywords TEXT, m_labelScan INTEGER, m_overviewScan INTEGER)")
run("INSERT INTO SVSlideDataXPO VALUES (1, 'S24-0815-A1', '2023-12-29 09:59:15', 'DOE, JANE', 'drsmith', 'C50.9-4711',"
    " 'breast of JANE', 1, 2)")
run("CREATE TABLE SVHRScanDataXPO (OID INTEGER, ScanId TEXT, Date TEXT, Description TEXT, Name TEXT, ParentSlide INTEGER,"
    " ResolutionMmPerPix REAL, NominalLensMagnification REAL, FocussingMethod TEXT, ThumbnailImage BLOB)")
run("INSERT INTO SVHRScanDataXPO VALUES (1, 'scan-47110815', '2023-12-29 10:01:02', 'DOE again', 'JANE', 1, 0.00025, 40,"
    " 'per Dr Smith', ?)", [jpeg(Image.fromarray(base).resize((140, 100)))])
run("CREATE TABLE SVScannedImageDataXPO (OID INTEGER, Image BLOB)")
for number, color in ((1, (250, 240, 200)), (2, (200, 210, 250))):
    run("INSERT INTO SVScannedImageDataXPO VALUES (?, ?)", [number, jpeg(Image.new("RGB", (300, 200), color))])
if "damaged" in sys.argv[2:]:
    run("UPDATE unique0 SET data = zeroblob(100) WHERE id = ?", [name])
database.commit()
