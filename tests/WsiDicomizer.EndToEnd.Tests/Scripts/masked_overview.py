"""masked_overview.py SLIDE INSTANCE LEFT TOP WIDTH HEIGHT: is an overview the slide's macro with a rectangle covered?

The macro is read by OpenSlide, the instance by pydicom and Pillow. Over the rectangle's edge decoders mix the chroma of
neighbours in, by a pixel on both sides: that ring is left out, but where the rectangle ends with the picture. Prints
{"size": of both, "inside": [lowest, highest] sample in the rectangle, "source": how many shades the macro has there,
"outside": the largest difference outside, "pixels": how many were compared there, and what the instance says}.
"""
import json
import sys

import numpy
import openslide

import dicomframes

slide, instance = sys.argv[1:3]
left, top, width, height = map(int, sys.argv[3:7])
with openslide.OpenSlide(slide) as opened:
    macro = numpy.asarray(opened.associated_images["macro"].convert("RGB"))
dataset, frames = dicomframes.read(instance)
frame, = frames
if dataset.file_meta.TransferSyntaxUID.is_encapsulated:
    overview = numpy.asarray(dicomframes.pixels(dataset, frame))
else:
    overview = numpy.frombuffer(frame, "u1")[:macro.size].reshape(macro.shape)
assert macro.shape == overview.shape, (macro.shape, overview.shape)


def part(margin):
    rows, columns = macro.shape[:2]
    mask = numpy.zeros((rows, columns), bool)
    mask[
        (top and top - margin):top + height + (margin if top + height < rows else 0),
        (left and left - margin):left + width + (margin if left + width < columns else 0)] = True
    return mask


inside, outside = overview[part(-1)], ~part(1)
difference = numpy.abs(macro.astype(int) - overview.astype(int))[outside]
print(json.dumps({
    "size": [overview.shape[1], overview.shape[0]],
    "inside": [int(inside.min()), int(inside.max())],
    "source": len(numpy.unique(macro[part(-1)], axis=0)),
    "outside": int(difference.max()),
    "pixels": int(outside.sum()),
    "ImageType": list(dataset.ImageType),
    "BurnedInAnnotation": str(dataset.BurnedInAnnotation),
    "SpecimenLabelInImage": str(dataset.SpecimenLabelInImage),
}))
