"""A model of the registry -> its files, verified, in the folder where their engine looks."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from fic_audio import engines
from fic_audio.engines.fetch import fetch, find_damage, verify
from fic_audio.engines.registry import File, Model
from fic_audio.errors import EngineError, OutputError, UsageError

ARCHIVES = (".tgz", ".tar.gz", ".tar")
SPARE = 10_000_000
"""Bytes to leave free on the disk."""

ShowProgress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes that have arrived, and its size."""


@dataclass(frozen=True, slots=True)
class Step:
    """A file to get."""

    file: File
    source: str | Path
    """Address, or a file on this machine."""
    members: tuple[File, ...] = ()
    """Files to extract, if it is an archive."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an installation would do."""

    model: Model
    steps: tuple[Step, ...]
    """Files to get; empty if all are there."""

    @property
    def size(self) -> int:
        """Number of bytes to get."""
        return sum(step.file.size for step in self.steps)

    @property
    def room(self) -> int:
        """Bytes needed on the disk during the installation."""
        return self.size + sum(member.size for step in self.steps for member in step.members)


def plan(model: Model, origin: str | None = None) -> Plan:
    """Finds what is missing and where to get it: the registry's addresses, or `origin`.

    `origin` is a folder, a file or an address. Raises UsageError if it does not have all files.
    """
    missing = tuple(file for file in model.files if file.needed and not _there(model, file))
    alone = tuple(file for file in missing if file.url)
    members = tuple(file for file in missing if not file.url)
    if origin is None or "://" in origin:
        address = _addresses(model, origin)
        steps = [Step(file, address(file)) for file in alone]
        if members and model.archive:
            steps.append(Step(model.archive, address(model.archive), members))
    else:
        steps = list(_local(model, Path(origin).expanduser(), alone, members))
    return Plan(model, tuple(steps))


def is_usable(model: Model) -> bool:
    """Whether the packages are installed that speak with a model."""
    try:
        engine = engines.load(model.name.partition(":")[0])
    except (EngineError, ImportError):
        return False
    return all(find_spec(name) for name in getattr(engine, "needs", ()))


def install(plan: Plan, progress: ShowProgress = lambda _name, _have, _size: None) -> None:
    """Gets and verifies the files, one after the other, and puts them in place.

    Raises EngineError if a file can't be got or is wrong, OutputError if there is no room or the
    folder can't be written. Files that are in place by then are right, and stay.
    """
    folder = plan.model.folder
    with _writing(plan.model):
        free = shutil.disk_usage(folder).free
        if free < plan.room + SPARE:
            raise OutputError(
                f"{folder}: {plan.room / 1e6:,.0f} MB are needed, {free / 1e6:,.0f} MB are free; "
                f"free some disk space, or set {plan.model.variable} to a folder on another disk"
            )
        for step in plan.steps:
            part = folder / f".{Path(step.file.name).name}.part"
            _get(step, part, progress)
            if step.members:
                _unpack(part, plan.model, step.members)
                part.unlink()
            else:
                _place(part, folder / step.file.name)


def _there(model: Model, file: File) -> bool:
    path = model.folder / file.name
    return path.is_file() and not find_damage(path, file.size, file.digest)


def _addresses(model: Model, origin: str | None) -> Callable[[File], str]:
    """The address of a file; `origin` is the address of one of the files, or of their folder."""
    if origin is None:
        return lambda file: file.url
    units = (*(file for file in model.files if file.url), *((model.archive,) * bool(model.archive)))
    last = origin.rpartition("/")[2]
    one = any(file and last in _names(file) for file in units)
    folder = origin.rpartition("/")[0] if one else origin.rstrip("/")
    return lambda file: origin if last in _names(file) else f"{folder}/{_names(file)[0]}"


def _names(file: File) -> tuple[str, ...]:
    """The names that a file may have: that in its address and that in the model's folder."""
    return (*((Path(urlsplit(file.url).path).name,) if file.url else ()), Path(file.name).name)


def _local(
    model: Model, origin: Path, alone: Sequence[File], members: Sequence[File]
) -> Iterator[Step]:
    if not origin.exists():
        raise UsageError(f"{origin}: no such file or folder")
    folder = origin if origin.is_dir() else origin.parent
    lacking = []
    archive = model.archive
    packed = archive and (
        origin if origin.name.endswith(ARCHIVES) else _found(folder, _names(archive))
    )
    for file in (*alone, *members):
        if found := _found(folder, (file.name, *_names(file))):
            yield Step(file, found)
        elif file.url or not packed:
            lacking.append(file)
    if lacking:
        names = ", ".join(_names(file)[0] for file in lacking[:3])
        more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
        hint = f", nor {archive.name}" if archive and not packed else ""
        where = "".join(f"; {file.name} is at {file.url}" for file in lacking if file.url)
        raise UsageError(f"{origin}: there is no {names}{more}{hint}{where}")
    rest = tuple(file for file in members if not _found(folder, (file.name, *_names(file))))
    if archive and packed and rest:
        yield Step(archive, packed, rest)


def _found(folder: Path, names: Sequence[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _get(step: Step, part: Path, progress: ShowProgress) -> None:
    file = step.file
    if isinstance(step.source, str):
        fetch(
            step.source,
            part,
            file.size,
            file.digest,
            lambda have: progress(file.name, have, file.size),
        )
        return
    size = step.source.stat().st_size
    if size != file.size:
        raise EngineError(
            f"{step.source} has {size:,} bytes instead of {file.size:,}; it is incomplete or "
            "a different file"
        )
    try:
        shutil.copyfile(step.source, part)
        verify(part, file.size, file.digest, str(step.source))
    except OSError as why:
        part.unlink(missing_ok=True)
        raise OutputError(f"{step.source}: can't be copied to {part}: {why.strerror}") from why
    progress(file.name, file.size, file.size)


def _unpack(archive: Path, model: Model, members: Sequence[File]) -> None:
    """Extracts files by their exact names; nothing else in the archive is ever written."""
    wanted = {model.inside + file.name: file for file in members}
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                file = wanted.get(member.name)
                inner = tar.extractfile(member) if file and member.isreg() else None
                if file is None or inner is None or member.size != file.size:
                    continue
                part = model.folder / f".{Path(file.name).name}.part"
                with part.open("wb") as out:
                    shutil.copyfileobj(inner, out)
                verify(part, file.size, file.digest, f"{archive.name}: {member.name}")
                _place(part, model.folder / file.name)
                del wanted[member.name]
    except (tarfile.TarError, EOFError) as why:
        raise EngineError(f"{archive.name} can't be read as an archive: {why}; try again") from why
    if wanted:
        raise EngineError(
            f"{archive.name} is incomplete, without {', '.join(sorted(wanted)[:3])}; try again"
        )


def _place(part: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part.replace(path)


@contextmanager
def _writing(model: Model) -> Iterator[None]:
    """Locks the folder, which is made if it is missing, against other installations."""
    from filelock import FileLock, Timeout

    folder = model.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".install.lock", timeout=0):
            yield
    except Timeout as why:
        raise OutputError(
            f"{folder}: another fic-audio is installing here; wait until it has finished"
        ) from why
    except OSError as why:
        raise OutputError(
            f"{folder}: can't be written: {why.strerror or why}; "
            f"set {model.variable} to a folder that you can write to"
        ) from why
