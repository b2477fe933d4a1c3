"""frames_digest.py INSTANCE: the number of frames and the digest of all of them in order."""
import hashlib
import json
import sys

import dicomframes

dataset, frames = dicomframes.read(sys.argv[1])
digest = hashlib.sha256()
for frame in frames:
    digest.update(frame)
print(json.dumps({"frames": len(frames), "digest": digest.hexdigest()}))
