"""jpeg_of_jxl.py INSTANCE COPIED: does djxl give the frames of COPIED back from those of INSTANCE, byte for byte?

Prints {"frames", "identical", "bytes", "copiedBytes"}.
"""
import json
import os
import subprocess
import sys
import tempfile

import dicomframes

_, frames = dicomframes.read(sys.argv[1])
_, copied = dicomframes.read(sys.argv[2])
identical = 0
with tempfile.TemporaryDirectory() as folder:
    for frame, jpeg in zip(frames, copied):
        source, target = os.path.join(folder, "frame.jxl"), os.path.join(folder, "frame.jpg")
        with open(source, "wb") as file:
            file.write(frame)
        subprocess.run(["djxl", source, target], check=True, capture_output=True)
        with open(target, "rb") as file:
            back = file.read()
        # A frame may have a zero behind its end that makes it even.
        identical += back == jpeg or back + b"\0" == jpeg
print(json.dumps({
    "frames": len(frames), "identical": identical, "bytes": sum(map(len, frames)), "copiedBytes": sum(map(len, copied)),
}))
