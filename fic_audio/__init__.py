"""fic-audio: a fan-fiction story in, podcast-style audio out."""

import os

__version__ = "0.1.0"

# onnxruntime tells its makers of each use, under a number that it keeps for this device in the
# user's cache folder, unless this is set before it is loaded: so in every process that loads us.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
