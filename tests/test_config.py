from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.config import Config, Part, Pauses, Retake, load
from fic_audio.config.lines import lines
from fic_audio.config.write import add_cast
from fic_audio.errors import ConfigError
from fic_audio.model import Db, Delivery, Gender
from tests.growth import grows_with_its_size

FULL = """
engine = "pyttsx3"
[narrator]
voice = "Ada"
pitch = -1
[characters."Naruto Uzumaki"]
aliases = ["Naruto", "Naruto-kun"]
gender = "male"
voice = "kip"
rate = 1.05
pitch = "+2st"
volume = "-1dB"
[characters]
Sakura = { gender = "Female", narrates = true }
[cast]
only = true
[attribution]
unsure = "Narrator"
threshold = 0.6
[pronounce]
Sakura = "SAH-koo-rah"
Konoha = "ko-NO-ha"
[lines."Believe it!"]
said = "Believe  it, all of you!"
manner = "shout"
volume = "-1dB"
take = 2
[read]
notes = "end"
header = "all"
emoji = "silent"
[sound]
pauses = { sentence = 300, scene = 3000 }
[output]
formats = ["mp3"]; profile = "small"
""".replace("; ", "\n")


def config(tmp_path: Path, text: str | bytes, **known: tuple[str, ...]) -> Config:
    path = tmp_path / "fic-audio.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load(tmp_path / "story.txt", **known)


def mistakes(tmp_path: Path, text: str | bytes, **known: tuple[str, ...]) -> list[str]:
    with pytest.raises(ConfigError) as error:
        config(tmp_path, text, **known)
    return [line.removeprefix(f"{tmp_path}/") for line in str(error.value).splitlines()]


def test_every_key_arrives(tmp_path: Path) -> None:
    """Each key that the design names becomes a value of its own type."""
    read = config(tmp_path, FULL, engines=("pyttsx3",), voices=("Ada", "Kip"))
    naruto, sakura = read.characters
    assert read.engine == "pyttsx3"
    assert read.narrator == Part(voice="Ada", pitch=-1.0)
    assert naruto.aliases == ("Naruto", "Naruto-kun")
    assert naruto.delivery == Delivery(rate=1.05, pitch=2.0, volume=-1.0)
    assert (naruto.voice, naruto.gender, sakura.gender) == ("Kip", Gender.MALE, Gender.FEMALE)
    assert (naruto.narrates, sakura.narrates) == (False, True)
    assert read.only
    assert (read.unsure, read.threshold) == ("narrator", 0.6)
    assert read.pronounce == {"Sakura": "SAH-koo-rah", "Konoha": "ko-NO-ha"}
    words = Retake("Believe it, all of you!", "shout", volume=Db(-1.0), take=2)
    assert read.lines == {"Believe it!": words}
    assert read.emoji == "silent"
    assert (read.notes, read.header, read.profile) == ("end", "all", "small")
    assert (read.pauses.sentence, read.pauses.scene, read.pauses.turn) == (300, 3000, 550)


def test_no_file_is_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story without a configuration anywhere has the default one."""
    monkeypatch.chdir(tmp_path)
    assert load(tmp_path / "story.txt") == Config(pauses=Pauses(sentence=450))


def test_the_storys_own_file_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file beside the story is read before the working directory's; -c before both."""
    here, beside, asked = tmp_path / "here", tmp_path / "beside", tmp_path / "mine.toml"
    for folder, notes in ((here, "end"), (beside, "read")):
        folder.mkdir()
        (folder / "fic-audio.toml").write_text(f'[read]\nnotes = "{notes}"')
    asked.write_text("")
    monkeypatch.chdir(here)
    assert load(tmp_path / "story.txt").notes == "end"
    assert load(beside / "story.txt").notes == "read"
    assert load(beside / "story.txt", asked).notes == "skip"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Each mistake has its line, in the order of the file, with what was probably meant."""
    told = mistakes(
        tmp_path,
        'enigne = "auto"\n'
        '[narrator]\nvoice = "Adda"\nrate = 3\n'
        '[characters."Sakura"]\npich = 2\naliases = "Saku"\n'
        '[read]\nnotes = "ski"\n'
        "[sound]\npauses = { sentence = 450,\n  turn = -1 }\n".replace(",\n ", ","),
        voices=("Ada", "Kip"),
    )
    assert told == [
        'fic-audio.toml:1: unknown key "enigne"; did you mean "engine"?',
        'fic-audio.toml:3: voice must be a known voice, not "Adda"; did you mean "Ada"?',
        "fic-audio.toml:4: rate must be between 0.5 and 2, not 3",
        'fic-audio.toml:6: unknown key "pich" in [characters.Sakura]; did you mean "pitch"?',
        'fic-audio.toml:7: aliases must be a list (["…", "…"]), not "Saku"',
        'fic-audio.toml:9: notes must be one of "skip", "end", "read", not "ski"; '
        'did you mean "skip"?',
        "fic-audio.toml:11: turn must be between 0 and 20000 milliseconds, not -1",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("engine = 3", 'engine must be text in quotation marks ("…"), not 3'),
        (
            "engine = 'pytsx3'",
            'engine must be a known engine, not "pytsx3"; did you mean "pyttsx3"?',
        ),
        ("narrator = 'Ada'", 'narrator must be a table, not "Ada"'),
        ("narrator.rate = nan", "rate must be between 0.5 and 2, not nan"),
        ("narrator.rate = true", "rate must be a number, not true"),
        ("narrator.pitch = 'high'", 'pitch must be a number of st such as "+2st", not "high"'),
        ("narrator.gender = 'male'", 'unknown key "gender" in [narrator]'),
        ("read.emoji = 'off'", 'emoji must be one of "named", "silent", not "off"'),
        ("cast.only = 'yes'", 'only must be true or false, not "yes"'),
        ("attribution.unsure = 'narator'", 'not "narator"; did you mean "narrator"?'),
        ("attribution.threshold = 50", "threshold must be between 0 and 1, not 50"),
        ("attribution.treshold = 0.5", 'did you mean "threshold"?'),
        ("output.formats = ['flac']", 'formats must be one of "mp3", "m4b", "opus"'),
        ("output.formats = []", 'formats must be a list of formats, such as ["mp3"]'),
        ("output.bitrate = '97k'", "bitrate must be one of 32k"),
        ("pronounce.Ino = '/iːno'", "Ino is IPA without an end"),
        ("pronounce.Ino = '/iЖno/'", 'Ino has "Ж", which is not an IPA letter'),
        ("pronounce.Ino = '/ˈ/'", "Ino is IPA without a letter"),
        ("pronounce.Ino = '[E](no)'", "Ino must be written without brackets"),
        ("pronounce.'[Ino]' = 'EE-no'", "[Ino] must be a word without brackets"),
        ("lines.'…'.take = 2", "a line is named by its words"),
        ("lines.No.said = ' !'", "said must be words in quotation marks"),
        ("lines.No.take = 0", "take must be a whole number from 1 to 9"),
        ("lines.No.manner = 'lowd'", 'manner must be one of "calm"'),
        ("lines.No.speaker = 'Ino'", 'unknown key "speaker" in [lines.No]'),
        ("pronounce.Ino = 5", 'Ino must be text in quotation marks ("…"), not 5'),
        (
            "read.lexicons = ['narto']",
            'must be a lexicon; "narto" is unknown; did you mean "naruto"',
        ),
        ("read.lexicons = ['own.toml']", "must be a file that exists"),
        ("read.lexicons = 'naruto'", 'lexicons must be a list (["…", "…"]), not "naruto"'),
        ("characters.Narrator.rate = 1", "settings of the narrator go into [narrator]"),
        ("characters.'' = {}", "a character's name must have 1 to 200 characters"),
        ("characters.A.aliases=['X']\ncharacters.B.aliases=['x']", '"x" is already a name of "A"'),
    ],
)
def test_a_mistake_says_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    """A wrong type, word or range is named with the value that stands there."""
    found = mistakes(tmp_path, text, engines=("pyttsx3",), lexicons=("naruto", "tolkien"))
    assert any(told in line for line in found), found


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    """What is no TOML is told with the line where reading stopped."""
    assert mistakes(tmp_path, '[read]\nnotes = "skip\n') == [
        "fic-audio.toml:2: not TOML: illegal character '\\n'"
    ]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"engine = '\xff'", "fic-audio.toml:1: not UTF-8; save the file as UTF-8"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"9" * 10_000, "not TOML"),
        (b"#" * 1_000_001, "larger than 1000 kB"),
    ],
)
def test_a_hostile_file_is_one_clear_mistake(tmp_path: Path, raw: bytes, told: str) -> None:
    """Neither bytes that are no text nor nesting or numbers without end bring the program down."""
    assert told in mistakes(tmp_path, raw)[0]


@pytest.mark.parametrize(
    ("write", "size", "told"),
    [
        (lambda many: "a." * many + "b = 1\n", 200_000, "a key with more than 20 parts"),
        (lambda many: "[" + "a." * many + "b]\n", 200_000, "a key with more than 20 parts"),
        (
            lambda many: "x = {" + "a . " * many + "b = 1}\n",
            200_000,
            "a key with more than 20 parts",
        ),
        (lambda many: "." * many, 500_000, "not TOML"),
        (lambda many: "x = " + "[" * many + "]" * many + "\n", 450, "x"),
        (lambda many: "".join(f"a{n} = 1\n" for n in range(many)), 20_000, "more unknown keys"),
        (lambda many: "[narrator]\nrate = " + "9" * many, 4000, "rate must be between 0.5 and 2"),
    ],
    ids=["key", "table", "inline", "dots", "nested", "keys", "number"],
)
def test_a_configuration_without_end_is_soon_refused(
    tmp_path: Path, write: Callable[[int], str], size: int, told: str
) -> None:
    """Keys of many parts, of which tomllib takes the square, are not begun."""
    assert any(told in mistake for mistake in mistakes(tmp_path, write(size)))
    assert grows_with_its_size(write, lambda text: mistakes(tmp_path, text), size)


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    """A file saved by Notepad reads like any other, and its lines count right."""
    assert config(tmp_path, b"\xef\xbb\xbfengine = 'auto'\r\n[cast]\r\nonly = true\r\n").only
    told = mistakes(tmp_path, b"[cast]\r\n\r\nolny = true\r\n")
    assert told == ['fic-audio.toml:3: unknown key "olny" in [cast]; did you mean "only"?']


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    """-c with a missing file or a folder says so."""
    for path, told in ((tmp_path / "none.toml", "no such file"), (tmp_path, "is a folder")):
        with pytest.raises(ConfigError, match=told):
            load(tmp_path / "story.txt", path)


def test_lines_are_found_in_every_shape_of_toml() -> None:
    """Keys are found dotted, quoted, inline, in arrays of tables and after long strings."""
    found = lines(
        'a.b."c.d" = 1 # [x]\n'
        '"q\\u0041" = """one\n[no]\n"quoted\\"""" # x\n'
        "list = [ # comment ]\n  1,\n  {x = 'y', z.w = [2, 3]},\n]\n"
        "[[voice]]\nname = 1\n[[voice]]\nname = 2\n[voice.more]\nk = 1979-05-27 07:32:00\n"
    )
    assert found["a", "b", "c.d"] == 1
    assert found["qA",] == 2
    assert found["list", 1, "z", "w", 1] == 7
    assert found["voice", 0, "name"] == 10
    assert found["voice", 1, "more", "k"] == 14


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.tuples(words, words), unique_by=lambda pair: pair[0], max_size=6))
def test_every_key_has_the_line_it_was_written_on(pairs: list[tuple[str, str]]) -> None:
    """However strange the keys and values, the line found is the line written."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    text = "\n".join(f"{quoted(key)} = [{quoted(value)}]" for key, value in pairs)
    found = lines(text)
    assert [found[key,] for key, _ in pairs] == list(range(1, len(pairs) + 1))


CAST = (
    (Part("Naruto", ("Naruto-kun",), Gender.MALE, "Kip"), "12 lines"),
    (Part('Rock "Lee"', gender=Gender.UNKNOWN, voice="Bram"), "2 lines\nof\x00 text"),
)


def test_a_new_cast_file_is_a_configuration(tmp_path: Path) -> None:
    """What is written is read back as the same cast."""
    path = tmp_path / "fic-audio.toml"
    assert add_cast(path, Part(voice="Ada"), CAST) == ("Naruto", 'Rock "Lee"')
    read = load(tmp_path / "story.txt")
    assert read.narrator.voice == "Ada"
    assert read.characters == (CAST[0][0], Part('Rock "Lee"', voice="Bram"))
    assert path.read_text().startswith('[narrator]\nvoice = "Ada"\n\n# 12 lines\n[characters.')


@pytest.mark.parametrize(
    "text", ["", "# mine\n", "[cast]\nonly = false", "\ufeffengine = 'auto' # x\r\n\r\n[cast]\r\n"]
)
def test_what_the_listener_wrote_is_kept(tmp_path: Path, text: str) -> None:
    """The cast is added after the text that is there, which keeps every byte and its line ends."""
    path = tmp_path / "fic-audio.toml"
    path.write_bytes(text.encode())
    add_cast(path, Part(voice="Ada"), CAST)
    raw = path.read_bytes()
    assert raw.startswith(text.encode())
    assert (b"\r\n" in raw) == ("\r\n" in text)
    assert len(load(tmp_path / "story.txt").characters) == 2


def test_only_who_is_missing_is_added(tmp_path: Path) -> None:
    """A character who is there already, by the name or an alias, is left as the listener wants."""
    path = tmp_path / "fic-audio.toml"
    path.write_text('[narrator]\nvoice = "Marcus"\n[characters]\nU = { aliases = ["NARUTO"] }\n')
    assert add_cast(path, Part(voice="Ada"), CAST) == ('Rock "Lee"',)
    assert load(tmp_path / "story.txt").narrator.voice == "Marcus"
    before = path.read_bytes()
    assert add_cast(path, Part(voice="Ada"), CAST) == ()
    assert path.read_bytes() == before


def test_a_file_that_takes_nothing_more_is_left_alone(tmp_path: Path) -> None:
    """Where the addition would make invalid TOML, the file stays and the reason is told."""
    path = tmp_path / "fic-audio.toml"
    path.write_text("characters = {}\n")
    with pytest.raises(ConfigError, match="write each character as a separate table"):
        add_cast(path, Part(voice="Ada"), CAST)
    assert path.read_text() == "characters = {}\n"
    assert list(tmp_path.iterdir()) == [path]


def test_footnotes_and_pictures_are_read_as_set(tmp_path: Path) -> None:
    """[read] says where footnotes go and whether pictures are described."""
    story = tmp_path / "story.txt"
    (tmp_path / "fic-audio.toml").write_text('[read]\nfootnotes = "end"\nimages = "skip"')
    assert (load(story).footnotes, load(story).images) == ("end", "skip")


def test_what_is_said_of_the_story(tmp_path: Path) -> None:
    """[story] holds what the file does not say, or says wrong."""
    path = tmp_path / "fic-audio.toml"
    path.write_text('[story]\ntitle = "Rain"\nauthors = ["Ann", "Bo"]\n')
    assert load(tmp_path / "story.txt").story == {"title": "Rain", "authors": ("Ann", "Bo")}


def test_what_nobody_can_say_of_a_story(tmp_path: Path) -> None:
    """An unknown field of [story] is a mistake with its line."""
    path = tmp_path / "fic-audio.toml"
    path.write_text('[story]\ntitle = "Rain"\nauthor = "Ann"\n')
    with pytest.raises(ConfigError, match=r":3: .*author"):
        load(tmp_path / "story.txt")
