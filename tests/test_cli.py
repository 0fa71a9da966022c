from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fic_audio.cli import main
from fic_audio.engines import choir
from fic_audio.version import __version__
from fic_audio.voices import load
from tests.commands import SILENT, STORY, Fic


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def nothing_written(folder: Path) -> bool:
    return not list(folder.rglob("*.mp3")) and not list(folder.rglob(".fic-audio-*"))


def test_produce_prints_the_files(fic: Fic) -> None:
    """stdout carries the paths of the files and nothing else; the summary goes to stderr."""
    ran = fic("produce", "kettle.txt", *SILENT)
    assert (ran.code, ran.out) == (0, "audio/The Kettle/001 - The Kettle.mp3\n")
    assert Path(ran.out.strip()).stat().st_size > 1000
    for told in ("The Kettle: 1 file", "Mina", "Tom", "of the header"):
        assert told in ran.err


def test_quiet_is_quiet(fic: Fic) -> None:
    """-q leaves stderr empty."""
    assert fic("produce", "kettle.txt", "-q", *SILENT).err == ""


def test_produce_json_tells_all(fic: Fic) -> None:
    """One object: files with lengths, characters with voices and lines, what was left out."""
    ran = fic("produce", "kettle.txt", "--json", "-o", "there", *SILENT)
    (told,) = objects(ran.out)
    (file,) = told["files"]
    assert file["path"] == "there/The Kettle/001 - The Kettle.mp3"
    assert told["length_ms"] == file["length_ms"] > 5000
    lines = {each["name"]: each["lines"] for each in told["characters"]}
    assert lines == {"Mina": 1, "Tom": 1}
    assert told["fell_to_narrator"] == 0
    assert told["skipped"]["header_words"] == 7


def test_quiet_prints_nothing(fic: Fic) -> None:
    """Neither the first time nor when nothing has changed; JSON that is asked for comes."""
    for _ in range(2):
        assert fic("produce", "kettle.txt", "-q", *SILENT)[1:] == ("", "")
    assert objects(fic("produce", "kettle.txt", "-q", "--json", *SILENT).out)


def test_a_dry_run_tells_the_time_of_making(fic: Fic) -> None:
    """By the engine in use: Kokoro takes longer than espeak-ng, and speaks no longer."""
    assert "; takes about " in fic("produce", "kettle.txt", "--dry-run").err


def test_a_dry_run_writes_nothing(fic: Fic) -> None:
    """--dry-run tells cast and length, and makes no folder."""
    ran = fic("produce", "kettle.txt", "--dry-run")
    assert (ran.code, ran.out) == (0, "")
    assert "would make about 1 file" in ran.err
    assert not (fic.folder / "audio").exists()


def test_what_a_downloader_did_not_get_is_told(fic: Fic) -> None:
    """A chapter that is an error message is missing, and the listener hears of it."""
    text = "Failed to download it: HTTP Error 503."
    tale = '"Is it on?" Mina asked. She looked at the kettle.'
    (fic.folder / "lost.txt").write_text(f"Chapter 1\n\n{tale}\n\nChapter 2: Tea\n\n{text}\n")
    said = "missing: Chapter 2: Tea: the file has only an error message in its place"
    assert said in fic("script", "lost.txt").err
    ran = fic("produce", "lost.txt", "--dry-run", "--json", *SILENT)
    assert said in ran.err
    assert json.loads(ran.out)["skipped"]["missing"] == ["Chapter 2: Tea"]


def test_what_may_be_a_note_is_told(fic: Fic) -> None:
    """It is read as story; the listener hears where it is, and how to have it left out."""
    tale = "".join(f"Gull number {n} flew home along the grey water.\n\n" for n in range(15))
    said = "My sister says you will hate the cliffhanger."
    path = fic.folder / "gulls.txt"
    path.write_text(f"Chapter 1: Gulls\n\n{tale}{said}\n")
    row = f'perhaps an author\'s note: 1 passage in "Chapter 1: Gulls": "{said}"'
    assert row in fic("script", "gulls.txt").err
    ran = fic("produce", "gulls.txt", "--dry-run", "--json", *SILENT)
    assert row in ran.err
    assert [note["text"] for note in json.loads(ran.out)["perhaps_notes"]] == [said]
    path.write_text(f"Chapter 1: Gulls\n\n{tale}A/N: {said}\n")
    assert "perhaps an author's note" not in fic("script", "gulls.txt").err


def test_two_books_of_one_file_keep_their_numbers(fic: Fic) -> None:
    """Titles stay as they are; the names of the files tell them apart, and so do their tags."""
    chapter = "## {}\n\nMina looked at the kettle. It was off.\n\n"
    books = [f"# {book}\n\n{''.join(map(chapter.format, ('Rain', 'Interlude')))}" for book in "AB"]
    (fic.folder / "two.md").write_text("".join(books))
    ran = fic("produce", "two.md", "--dry-run", "--json", *SILENT)
    files = json.loads(ran.out)["files"]
    assert [file["title"] for file in files][1::2] == ["Interlude", "Interlude"]
    assert len({file["path"] for file in files}) == 4


def test_the_script_tiles_the_file(fic: Fic) -> None:
    """The objects' texts are the file, each found at its own offsets; quotations are numbered."""
    told = objects(fic("script", "kettle.txt", "--json").out)
    assert "".join(each["text"] for each in told) == STORY
    assert all(STORY[each["start"] : each["end"]] == each["text"] for each in told)
    assert told[0] == {
        "chapter": 0, "start": 0, "end": STORY.index('"'), "kind": "note", "speaker": None,
        "confidence": 1.0, "candidates": [], "why": "header, not story", "quote": None,
        "text": STORY[: STORY.index('"')], "ear": None,
    }  # fmt: skip
    spoken = [each for each in told if each["kind"] == "dialogue"]
    assert [(each["speaker"], each["quote"]) for each in spoken] == [("Mina", 0), ("Tom", 1)]
    first = [each["candidates"][0] for each in told if each["speaker"]]
    assert first == [[each["speaker"], each["confidence"]] for each in told if each["speaker"]]


def test_the_script_tells_what_the_voice_is_given(fic: Fic) -> None:
    """`ear` is the text for the ear, null where nothing is said."""
    (fic.folder / "ear.md").write_text("# One\n\nMr. Vale had *3* pies.\n\n***\n\nHe ate.\n")
    told = objects(fic("script", "ear.md", "--json").out)
    assert [each["ear"] for each in told] == ["One", "Mister Vale had three pies.", None, "He ate."]


def test_quotations_are_numbered_through_the_story(fic: Fic) -> None:
    """No two quotations of a story share a number, in whatever chapter they stand."""
    chapter = '\n\nChapter {}\n\n"Tea?" Mina asked.\n\n"Tea," Tom said.\n'
    (fic.folder / "two.txt").write_text("".join(chapter.format(n) for n in (1, 2, 3)))
    told = objects(fic("script", "two.txt", "--json").out)
    assert [each["quote"] for each in told if each["quote"] is not None] == [0, 1, 2, 3, 4, 5]


def test_the_script_is_readable(fic: Fic) -> None:
    """Without --json every line of speech shows who, how sure, what and why."""
    rows = fic("script", "kettle.txt").out.splitlines()
    (row,) = [row for row in rows if "Is it on?" in row]
    assert row.startswith("Mina")
    assert "%" in row
    assert "←" in row


def test_the_script_goes_to_a_file(fic: Fic) -> None:
    """-o writes it whole, and prints where."""
    assert fic("script", "kettle.txt", "--json", "-o", "s.jsonl").out == "s.jsonl\n"
    assert "".join(each["text"] for each in objects(Path("s.jsonl").read_text())) == STORY


def test_the_cast_is_told(fic: Fic) -> None:
    """One object a character, with lines, words, voice and reason."""
    told = {each["name"]: each for each in objects(fic("cast", "kettle.txt", "--json").out)}
    assert set(told) == {"Mina", "Tom"}
    fields = "name aliases gender lines words voice why unsure"
    assert list(told["Mina"]) == fields.split()
    assert told["Mina"]["voice"] != told["Tom"]["voice"]


def test_a_written_cast_is_kept_by_the_next_run(fic: Fic) -> None:
    """--write makes a configuration that casts the same; a second --write adds nothing."""
    before = fic("cast", "kettle.txt", "--json", "--write")
    written = Path("fic-audio.toml").read_text()
    again = fic("cast", "kettle.txt", "--json", "--write")
    assert '[characters."Mina"]' in written
    voices = [
        [(each["name"], each["voice"]) for each in objects(run.out)] for run in (before, again)
    ]
    assert sorted(voices[0]) == sorted(voices[1])
    assert Path("fic-audio.toml").read_text() == written
    assert "everybody with a name is in it" in again.err


def test_a_ready_cast_is_taken_by_name(fic: Fic) -> None:
    """-c takes a ready cast's name, and --write never writes into it."""
    (fic.folder / "n.txt").write_text('"Run!" Naruto said. "I promise," Sakura said.')
    ran = fic("cast", "n.txt", "-c", "naruto", "--json", "--write")
    voice = {each["name"]: each["voice"] for each in objects(ran.out)}
    # It was heard with the small voices; of the natural ones, one as its own is chosen.
    natural = choir.Choir().name
    assert (load()[voice["Naruto"]].gender, load()[voice["Naruto"]].engine) == ("male", natural)
    assert load()[voice["Sakura"]].gender == "female"
    assert Path("fic-audio.toml").exists()


def test_voices_are_listed(fic: Fic) -> None:
    """`voices` and `voices list` show the catalogue; --json one object a voice."""
    assert fic("voices").out == fic("voices", "list").out
    told = objects(fic("voices", "list", "--json").out)
    assert {"name", "gender", "about", "engine"} <= set(told[0])


@pytest.mark.parametrize("form", ["wav", "mp3"])
def test_a_voice_is_heard(fic: Fic, form: str) -> None:
    """An audition is a sound file with the sample in it."""
    ran = fic("voices", "audition", "ada", "-o", f"a.{form}", "--text", "Good evening.")
    assert (ran.code, ran.out) == (0, f"a.{form}\n")
    assert Path(f"a.{form}").stat().st_size > 8000


def test_doctor_finds_everything_here(fic: Fic) -> None:
    """On a machine where the tests run, nothing is missing."""
    ran = fic("doctor")
    assert ran.code == 0, ran.out
    for what in ("python", "engine pyttsx3", "ffmpeg", "voices", "output"):
        assert f"ok       {what}" in ran.out
    assert "Everything is here" in ran.err


def test_doctor_tells_other_programs(fic: Fic) -> None:
    told = json.loads(fic("doctor", "--json").out)
    assert told["version"] == __version__
    assert {"what": "python", "state": "ok"}.items() <= told["findings"][0].items()


def test_doctor_says_why_nobody_sounds_natural(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no error: another engine speaks."""
    monkeypatch.setattr(choir, "PACKAGES", {"none_such": "none-such"})
    ran = fic("doctor")
    assert ran.code == 0
    (row,) = (row for row in ran.out.splitlines() if "engine choir" in row)
    assert row.startswith("optional")
    assert "without its natural voices" in ran.err
    assert "none-such, which is not installed" in ran.out
    assert "pyttsx3 speaks instead" in " ".join(ran.out.split())


def test_the_summary_says_why_nobody_sounds_natural(
    fic: Fic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choir, "PACKAGES", {"none_such": "none-such"})
    ran = fic("produce", "kettle.txt", "--dry-run")
    assert ran.code == 0
    assert "the natural voices need none-such" in ran.err
    assert "pyttsx3 speaks instead" in " ".join(ran.err.split())


def test_doctor_names_what_is_missing(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is said with what to do, and ends in its exit code."""
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/none/ffmpeg")
    ran = fic("doctor")
    assert ran.code == 6
    assert "MISSING  ffmpeg" in ran.out
    assert "can't make audio yet: ffmpeg" in ran.err
    assert "pip install" in ran.out


def test_version_and_help(fic: Fic) -> None:
    """--version says the version; --help shows how each command is used."""
    assert fic("--version").out.startswith("fic-audio ")
    assert "fic-audio produce story.txt" in fic("--help").out
    assert "fic-audio produce story.txt --dry-run" in fic("produce", "--help").out


BAD_STORIES: dict[str, bytes | None] = {
    "missing.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \n\t\n\r\n",
    "binary.txt": bytes(range(256)) * 40,
    "no_words.txt": b"***\n\n---\n\n...\n",
}


@pytest.mark.parametrize("command", ["produce", "script", "cast"])
@pytest.mark.parametrize("name", BAD_STORIES)
def test_a_bad_story_is_one_clear_sentence(fic: Fic, command: str, name: str) -> None:
    """What is no story is named with its path, ends in 3, and leaves nothing behind."""
    if (raw := BAD_STORIES[name]) is not None:
        (fic.folder / name).write_bytes(raw)
    ran = fic(command, name)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"fic-audio: {name}")
    assert len(ran.err.splitlines()) == 1
    assert nothing_written(fic.folder)


def test_a_folder_is_no_story(fic: Fic) -> None:
    """A folder in a story's place is a story error."""
    (fic.folder / "stories").mkdir()
    ran = fic("produce", "stories")
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)


def test_one_bad_story_stops_all_before_any_work(fic: Fic) -> None:
    """Stories are all read before the first is made."""
    ran = fic("produce", "kettle.txt", "missing.txt", *SILENT)
    assert ran.code == 3
    assert nothing_written(fic.folder)


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["--engine", "pytsx3"], 5, 'did you mean "pyttsx3"?'),
        (["-c", "none.toml"], 4, "none.toml: no such file"),
        (["--chapters", "2"], 2, "has no chapter 2; it has 1"),
        (["--chapters", "3-1"], 2, '"3-1" is not a chapter number'),
        (["--chapters", "x"], 2, '"x" is not a chapter number'),
        (["--chapters", ","], 2, "no number in it"),
        (["--jobs", "0"], 2, "--jobs"),
        (["--format", "ogg"], 2, "--format"),
        (["--profile", "loud"], 2, "--profile"),
        (["--nonsense"], 2, "--nonsense"),
    ],
)
def test_a_bad_option_is_one_clear_sentence(
    fic: Fic, args: list[str], code: int, told: str
) -> None:
    """What was asked for in vain is said, with its own exit code, before any work."""
    ran = fic("produce", "kettle.txt", *args)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert nothing_written(fic.folder)


def test_an_unknown_voice_gets_a_hint(fic: Fic) -> None:
    """A mistyped voice is answered with the right one."""
    ran = fic("voices", "audition", "Grretta")
    assert (ran.code, ran.err) == (4, 'fic-audio: unknown voice "Grretta"; did you mean "Greta"?\n')


def test_mistakes_in_the_configuration_are_told_at_once(fic: Fic) -> None:
    """Every mistake is a line with file and line number; exit code 4."""
    Path("fic-audio.toml").write_text('enigne = "x"\n[narrator]\nvoice = "Grretta"\n')
    ran = fic("produce", "kettle.txt")
    assert ran.code == 4
    assert "fic-audio.toml:1: unknown key" in ran.err
    assert (
        'fic-audio.toml:3: voice must be a known voice, not "Grretta"; did you mean "Greta"?'
        in ran.err
    )


def test_an_output_that_can_not_be_written_is_told(fic: Fic) -> None:
    """A file where a folder has to be ends in 6, before any work."""
    ran = fic("produce", "kettle.txt", "-o", "kettle.txt", *SILENT)
    assert (ran.code, len(ran.err.splitlines())) == (6, 1)
    ran = fic("script", "kettle.txt", "-o", "none/there.txt")
    assert (ran.code, len(ran.err.splitlines())) == (6, 1)


@pytest.mark.parametrize(
    ("title", "folder"),
    [("../../..", "Story"), ("🍜💔", "Story"), ("/etc/passwd", "etc-passwd"), ("שלום", "שלום")],
)
def test_a_title_never_leaves_the_folder(fic: Fic, title: str, folder: str) -> None:
    """Whatever a story calls itself, its files are under DIR and have a name."""
    (fic.folder / "odd.txt").write_text(f"Title: {title}\n\nShe went home.\n", encoding="utf-8")
    ran = fic("produce", "odd.txt", *SILENT)
    assert ran.code == 0, ran.err
    assert [path.name for path in (fic.folder / "audio").iterdir()] == [folder]


@pytest.mark.parametrize(
    "text",
    [
        ("a" * 99 + " ") * 1000,
        "She\x00 went\x07 home\x1b[31m now.",
        "\u202bהיא הלכה הביתה.\u202c She went home.",
        "x" * 100_000,
        "“" * 500 + "Who?" + "”" * 499,
    ],
    ids=["a paragraph without end", "controls", "right to left", "a word without end", "quotes"],
)
def test_strange_text_is_voiced_all_the_same(fic: Fic, text: str) -> None:
    """Text that no author meant to write becomes a file, and steers no terminal."""
    (fic.folder / "odd.txt").write_text(text, encoding="utf-8")
    ran = fic("produce", "odd.txt", *SILENT)
    assert ran.code == 0, ran.err
    for command in ("script", "cast"):
        ran = fic(command, "odd.txt")
        assert ran.code == 0
        assert not set(ran.out + ran.err) & set("\x00\x07\x1b\u202b\u202c")


def test_names_that_look_like_markup_are_shown_as_they_are(fic: Fic) -> None:
    """Square brackets in a title are text, not the colours of a terminal."""
    (fic.folder / "odd.txt").write_text("Title: [red]Kettle[/red] [/]\n\nShe went home.\n")
    assert "[red]Kettle[/red]" in fic("produce", "odd.txt", "--dry-run").err


def _python(*args: str, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args], capture_output=True, text=True, check=False, cwd=cwd, **more
    )


def test_an_unknown_error_keeps_its_traceback(fic: Fic, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the program itself is not dressed up as one of the listener's."""
    import fic_audio.production as way

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(way, "write_script", breaks)
    monkeypatch.setattr(sys, "argv", ["fic-audio", "script", "kettle.txt"])
    with pytest.raises(ZeroDivisionError):
        main()


def test_help_is_quick() -> None:
    """Neither import nor --help loads an engine, sound, tags or a web library."""
    heavy = (
        "pyttsx3",
        "pydub",
        "mutagen",
        "rich",
        "numpy",
        "onnxruntime",
        "starlette",
        "http.client",
        "asyncio",
        "fic_audio.page",
    )
    code = (
        "import sys; sys.argv = ['fic-audio', '--help']\n"
        "from fic_audio.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    ran = _python("-c", code)
    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr


def test_a_closed_pipe_is_no_traceback(fic: Fic) -> None:
    """`fic-audio script … | head` ends quietly."""
    (fic.folder / "long.txt").write_text(STORY + "She went home. He did not.\n\n" * 4000)
    shell = f'"{sys.executable}" -m fic_audio script long.txt --json | head -n 1'
    ran = subprocess.run(
        shell, shell=True, capture_output=True, text=True, check=False, cwd=fic.folder
    )
    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr == ""


def test_the_module_runs_too(fic: Fic) -> None:
    """`python -m fic_audio` is `fic-audio`."""
    assert _python("-m", "fic_audio", "--version").stdout.startswith("fic-audio ")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_clears_up(fic: Fic, sent: signal.Signals, code: int) -> None:
    """Ctrl-C, or being asked to end, leaves whole files only, and no traceback."""
    chapter = "\n\nChapter {}\n\n" + "She went home and put the kettle on.\n\n" * 20
    (fic.folder / "long.txt").write_text("".join(map(chapter.format, range(1, 30))))
    command = [sys.executable, "-m", "fic_audio", "produce", "long.txt", *SILENT, "--jobs", "2"]
    with subprocess.Popen(
        command,
        cwd=fic.folder,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background may have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as run:
        assert run.stderr
        first = run.stderr.readline()
        os.killpg(run.pid, sent)
        try:
            _, rest = run.communicate(timeout=60)
        finally:
            run.kill()
    assert run.returncode == code
    assert "1/29  00" in first
    assert "Traceback" not in rest
    assert ("run the same command to continue" in rest) == (sent is signal.SIGINT)
    assert list(fic.folder.rglob("*.mp3"))
    assert not list(fic.folder.rglob(".fic-audio-*"))


@pytest.mark.parametrize("command", ["", "produce", "script", "cast", "voices", "feed", "serve"])
def test_help_fits_a_terminal(fic: Fic, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is longer than eighty letters, so that no word is broken."""
    monkeypatch.setenv("COLUMNS", "80")
    rows = fic(*filter(None, (command, "--help"))).out.splitlines()
    assert max(map(len, rows)) <= 80
