"""onnxruntime as it is wanted here: it keeps what it does to itself, and one core is enough."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module, metadata
from pathlib import Path
from typing import Any


def runtime() -> Any:
    """The module. Raises ImportError where it is not installed.

    On Windows it does not ask the environment (see `fic_audio`); there its own call helps, which
    elsewhere changes nothing. It is to be loaded here before a library that loads it by itself.
    """
    module = import_module("onnxruntime")
    with suppress(AttributeError):
        module.disable_telemetry_events()
    return module


def version() -> str:
    """Its version: another one computes other samples of the same words."""
    try:
        return metadata.version("onnxruntime")
    except metadata.PackageNotFoundError:  # it has come in a package of another name
        return str(runtime().__version__)


def open_session(network: Path | bytes) -> Any:
    """A network that is ready to run, from its file or its bytes.

    In one thread: sums in a fixed order, and several workers run side by side, a core each. Raises
    ImportError as `runtime` does; onnxruntime's own errors have no common base.
    """
    module = runtime()
    options = module.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Its own store of memory keeps the most that it ever held, of each network; the C library's
    # is as fast here.
    options.enable_cpu_mem_arena = False
    given = network if isinstance(network, bytes) else str(network)
    return module.InferenceSession(given, options, providers=["CPUExecutionProvider"])
