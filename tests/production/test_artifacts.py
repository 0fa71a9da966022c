"""What goes with the chapters is what they are, wherever an earlier run was ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fic_audio.config import Config
from fic_audio.production import story_run
from fic_audio.shelf import manifest
from fic_audio.shelf.check import check
from tests.running import produce

TEXT = """Title: The Quay
Author: quill

# Chapter 1: Rope

Mara opened the door. "Is anybody in?" she asked.

# Chapter 2: Tar

"Only me," said Tobin.
"""
ALL = Config(formats=("mp3", "m4b", "epub", "html", "captions", "opus"))


class KilledError(BaseException):
    """Ends a run where it is raised."""


@pytest.fixture(scope="module")
def produced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("produced") / "quay.md"
    path.write_text(TEXT)
    produce(path, ALL)
    return path.parent


@pytest.fixture
def quay(tmp_path: Path, produced: Path) -> Path:
    shutil.copytree(produced, tmp_path, dirs_exist_ok=True)
    return tmp_path / "quay.md"


def folder(quay: Path) -> Path:
    return quay.parent / "audio" / "The Quay"


def old_files(quay: Path) -> set[str]:
    """Those that `check` finds old; the silence engine's sound has no loudness."""
    verdicts = check(folder(quay)).verdicts
    quiet = {"loudness", "sound", "tail", "head"}
    return {each.file for each in verdicts if not each.ok and each.what not in quiet}


@pytest.mark.parametrize("where", ["write_manifest", "write_artifacts", "remove_files"])
def test_what_a_run_did_not_come_to_is_made_by_the_next(
    quay: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """An edited story, and a run that ends before or after its book is written."""
    edited = "Is anybody at home, or are you all out in the rain?"
    quay.write_text(TEXT.replace("Is anybody in?", edited))

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(story_run, where, killed)
        with pytest.raises(KilledError):
            produce(quay, ALL)
    made = produce(quay, ALL)
    assert [file.kept for file in made.files] == [True, True]
    assert old_files(quay) == set()
    for name in ("001 - Chapter 1 - Rope.vtt", "read-along.html"):
        assert "all out in the rain" in (folder(quay) / name).read_text()


def test_words_that_sound_the_same_are_shown_as_they_are_written_now(quay: Path) -> None:
    """The sound stands; captions and pages do not."""
    sound = folder(quay) / "002 - Chapter 2 - Tar.mp3"
    before = sound.read_bytes()
    quay.write_text(TEXT.replace('"Only me,"', "“Only me,”"))
    produce(quay, ALL)
    assert sound.read_bytes() == before
    assert "“Only me,”" in sound.with_suffix(".vtt").read_text()
    assert old_files(quay) == set()


def test_an_old_file_is_found_by_check_and_made_again(quay: Path) -> None:
    old = {name: (folder(quay) / name).read_bytes() for name in ("The Quay.m4b", "The Quay.epub")}
    quay.write_text(TEXT.replace("Only me", "Only us"))
    produce(quay, ALL)
    for name, data in old.items():
        (folder(quay) / name).write_bytes(data)
    assert old_files(quay) == set(old)
    produce(quay, ALL)
    assert old_files(quay) == set()


def test_what_killed_runs_left_half_written_goes(quay: Path) -> None:
    left = [folder(quay) / f".{'0a' * 16}.part", folder(quay) / ".fic-audio" / f".{'f' * 32}.part"]
    mine = folder(quay) / ".notes.part"
    for path in (*left, mine):
        path.write_bytes(b"half")
    quay.write_text(TEXT.replace("Only me", "Only us"))
    produce(quay, ALL)
    assert not any(path.exists() for path in left)
    assert mine.is_file()


def test_a_chapter_whose_lines_are_new_and_its_sound_old_is_made_again(
    quay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that ended between the two, and a story that is again what it was."""
    quay.write_text(TEXT.replace("Only me", "Nobody here"))
    real = manifest.save_lines

    def killed(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(manifest, "save_lines", killed)
        with pytest.raises(KilledError):
            produce(quay, ALL)
    quay.write_text(TEXT)
    made = produce(quay, ALL)
    assert [file.kept for file in made.files] == [True, False]
    assert old_files(quay) == set()


def test_emphasis_is_shown_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "marks.md"
    path.write_text(
        "Title: Marks\n\n# One\n\n*I can't*, she thought. **Stop** it, _now_! It is 2 * 3 * 4.\n\n"
        "He said ***never*** again, un*frigging*believable, that sh*t and f*ck of a day.\n"
    )
    produce(path, Config(formats=("captions", "html", "epub", "mp3")))
    shown = (tmp_path / "audio" / "Marks" / "001 - One.vtt").read_text()
    assert "I can't" in shown
    assert "Stop it, now! It is 2 * 3 * 4." in shown
    words = " ".join(shown.split())
    assert "never again, unfriggingbelievable, that sh*t and f*ck of a day." in words


def test_a_chat_shows_each_name_once(tmp_path: Path) -> None:
    path = tmp_path / "chat.md"
    chat = "".join(
        f"**{who}:** message number {n}\n\n" for n, who in enumerate(["Mina", "Tom"] * 3)
    )
    path.write_text(f"Title: Chat\n\n# One\n\nMina wrote to Tom, and Tom to Mina.\n\n{chat}")
    produce(path, Config(formats=("captions", "html", "mp3")))
    made = tmp_path / "audio" / "Chat"
    shown = (made / "001 - One.vtt").read_text()
    assert "<v Mina>message number 0" in shown
    assert "<v Narrator>Mina\n" not in shown
    srt = (made / "001 - One.srt").read_text()
    assert srt.count("Tom: message number 1") == 1
    assert "Narrator: Tom" not in srt
    assert "<p>Tom</p>" not in (made / "001 - One.transcript.html").read_text()
    page = (made / "read-along.html").read_text()
    data = page[page.index('id="chapter-1">') + 15 :]
    assert '"Mina"' not in data[: data.index("</script>")]
