"""voices/models.toml -> the models that can be installed: source, size and licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fic_audio.config.table import Mistakes, Table, load_text, number, parse, string, texts
from fic_audio.engines.models import VARIABLE, folder
from fic_audio.errors import UsageError, did_you_mean

CATALOGUE = "models.toml"
"""Name of the file in the folder of voices."""
LARGEST = 2_000_000_000
"""Most bytes of a file."""

_DIGEST = re.compile(r"md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}")
_FILE = re.compile(r"(?!\.)[\w.+-]+(?:/(?!\.)[\w.+-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a model, with what proves it right."""

    name: str
    """Path in the model's folder, with `/` between folders."""
    size: int
    """Size in bytes."""
    digest: str
    """Kind of checksum and checksum: "sha256:9f86…"."""
    url: str = ""
    """Address; empty for a member of the model's archive."""
    packages: tuple[str, ...] = ()
    """Modules that make it unnecessary if all are installed."""

    @property
    def needed(self) -> bool:
        return not self.packages or any(find_spec(name) is None for name in self.packages)


@dataclass(frozen=True, slots=True)
class Model:
    """A model that `voices install` can install."""

    name: str
    about: str
    licence: str
    folder: Path
    """Folder for its files."""
    files: tuple[File, ...]
    archive: File | None = None
    """Tar archive with the files that have no address, under their names."""
    inside: str = ""
    """Prefix of file names in the archive: "package/"."""
    variable: str = VARIABLE
    """Environment variable that sets another folder."""


def load(path: Path) -> dict[str, Model]:
    """All models by name, those that hibari's package knows first. Raises ConfigError."""
    text = load_text(path)
    data = parse(path, text)
    mistakes = Mistakes(path, text)
    models: dict[str, Model] = {}
    listed = data.get("model", [])
    for position, raw in enumerate(listed if isinstance(listed, list) else []):
        model = _model(Table(raw, ("model", position), mistakes))
        if models.setdefault(model.name, model) is not model:
            mistakes.add(("model", position), f'a second model is named "{model.name}"')
    mistakes.check()
    return {model.name: model for model in _hibari()} | models


def pick(models: dict[str, Model], name: str) -> Model:
    """The model of that name. Raises UsageError for an unknown name."""
    if name not in models:
        hint = did_you_mean(name, models) or "; fic-audio voices install lists what there is"
        if name.startswith("piper:"):
            hint += (
                "; any other Piper voice is found once its two files, NAME.onnx and "
                f"NAME.onnx.json, lie in {folder('piper')}"
            )
        raise UsageError(f'no model to install is called "{name}"{hint}')
    return models[name]


def _model(table: Table) -> Model:
    name = table.take("name", string, "?")
    about = table.take("about", string, "")
    licence = table.take("licence", string, "not told")
    inside = table.take("inside", string, "")
    archive = _file(table.table("archive")) if "archive" in table.raw else None
    table.known.append("archive")
    listed: list[dict[str, Any]] = table.take("files", _tables, [])
    files = tuple(
        _file(Table(raw, (*table.path, "files", position), table.mistakes))
        for position, raw in enumerate(listed)
    )
    if not files:
        table.mistakes.add(table.path, f'"{name}" has no files')
    for position, file in enumerate(files):
        if not file.url and archive is None:
            table.mistakes.add((*table.path, "files", position), f"{file.name} needs its url")
    table.close()
    return Model(name, about, licence, folder(name.partition(":")[0]), files, archive, inside)


def _file(table: Table) -> File:
    for key in ("name", "bytes", "digest"):
        if key not in table.raw:
            table.mistakes.add(table.path, f"a file needs its {key}")
    file = File(
        table.take("name", _matching(_FILE, "is no name of a file below the folder"), "?"),
        int(table.take("bytes", number(1, LARGEST), 1.0)),
        table.take("digest", _matching(_DIGEST, 'must be "md5:…", "sha256:…" or "sha512:…"'), ""),
        table.take("url", _matching(re.compile(r"https://\S+"), 'must begin with "https://"'), ""),
        table.take("packages", texts, ()),
    )
    table.close()
    return file


def _tables(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("must be a list of tables ([{…}, {…}])")
    return value


def _matching(pattern: re.Pattern[str], wrong: str) -> Any:
    def convert(value: Any) -> str:
        text = string(value)
        if not pattern.fullmatch(text):
            raise ValueError(wrong)
        return text

    return convert


def _hibari() -> list[Model]:
    """The voices that hibari's package knows but does not contain."""
    if find_spec("hibari") is None:
        return []
    from hibari.voices import BASE_URL, VOICES, cache_dir

    return [
        Model(
            f"hibari:{name}",
            f"{voice['accent']} {voice['gender']} voice",
            "Apache-2.0",
            Path(cache_dir()),
            (
                File(
                    voice["file"],
                    voice["bytes"],
                    f"sha256:{voice['sha256']}",
                    BASE_URL + voice["file"],
                ),
            ),
            variable="HIBARI_HOME",
        )
        for name, voice in VOICES.items()
        if not voice.get("bundled")
    ]
