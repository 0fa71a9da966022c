"""The `audioop` of the standard library, which from Python 3.13 on is the package audioop-lts."""

import warnings

with warnings.catch_warnings():
    # "deprecated and slated for removal in Python 3.13": that is why audioop-lts is required there.
    warnings.simplefilter("ignore", DeprecationWarning)
    import audioop

FULL_SCALE = 32_767
"""The largest sample."""

add = audioop.add
max_sample = audioop.max
multiply = audioop.mul
root_mean_square = audioop.rms
smooth = audioop.ratecv
"""To its own rate, and with weights: a filter that lets low frequencies through."""

__all__ = ["FULL_SCALE", "add", "max_sample", "multiply", "root_mean_square", "smooth"]
