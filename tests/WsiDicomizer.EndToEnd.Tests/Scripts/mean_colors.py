"""mean_colors.py INSTANCE INSTANCE: how far apart are the mean colours of the frames of two instances, at most?"""
import json
import sys

import numpy

import dicomframes


def means(path):
    dataset, frames = dicomframes.read(path)
    return numpy.array([
        numpy.asarray(dicomframes.pixels(dataset, frame).convert("RGB")).reshape(-1, 3).mean(0) for frame in frames])


print(json.dumps({"difference": round(float(numpy.abs(means(sys.argv[1]) - means(sys.argv[2])).max()), 3)}))
