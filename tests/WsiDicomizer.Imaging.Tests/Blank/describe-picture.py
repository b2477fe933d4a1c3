"""Says of each picture named: mode, size, and the lowest and highest sample of each band, as Pillow decodes it."""
import sys

from PIL import Image

for path in sys.argv[1:]:
    with Image.open(path) as picture:
        picture.load()
        extrema = picture.getextrema()
        bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
        print(picture.mode, picture.width, picture.height, *(f"{low}-{high}" for low, high in bands))
