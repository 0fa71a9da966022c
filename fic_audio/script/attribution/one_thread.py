"""numpy, which multiplies on one thread where nobody has imported it before.

The networks' matrices are small: a second thread gains little where a core is free for it, and
where none is, each of thousands of products waits for it, thirty times as long in all.
"""

from __future__ import annotations

import os

_SETTING = "OPENBLAS_NUM_THREADS"
_before = os.environ.get(_SETTING)
os.environ.setdefault(_SETTING, "1")

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402

if _before is None:  # read once, when the library is loaded: child processes are not to inherit it
    del os.environ[_SETTING]

__all__ = ["np", "npt"]
