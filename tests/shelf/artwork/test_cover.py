from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from fic_audio.errors import OutputError
from fic_audio.model import Metadata
from fic_audio.shelf.artwork import cover, patterns
from tests.shelf.colours import contrast
from tests.shelf.shelves import HOSTILE

STORY = Metadata(title="Promises in the Rain", authors=("Ino",), fandoms=("Naruto",), url="x")
LONG = "In which the ravens come home to a house that nobody remembers building; " * 4


def drawn(story: Metadata, folder: Path, size: int = cover.SIZE) -> Image.Image:
    path = folder / "cover.jpg"
    cover.draw(story, path, size)
    return Image.open(path)


def lettered(story: Metadata, folder: Path) -> Image.Image:
    """The part of a cover that is not its pattern, without the rule that parts them."""
    return drawn(story, folder).crop((0, 710, cover.SIZE, cover.SIZE))


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where something stands on the ground."""
    plain = Image.new("RGB", picture.size, picture.getpixel((2, picture.height - 3)))
    grey = ImageChops.difference(picture, plain).convert("L")
    return grey.point(lambda value: 255 * (value > 40)).getbbox() or (0, 0, 0, 0)


@pytest.mark.parametrize("size", [1400, 1600, 3000])
def test_a_cover_is_what_directories_take(tmp_path: Path, size: int) -> None:
    """A square baseline JPEG in RGB of the size asked for, under half a megabyte."""
    with drawn(STORY, tmp_path, size) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (size, size))
        assert not picture.info.get("progressive")
    assert (tmp_path / "cover.jpg").stat().st_size <= 500_000


def test_the_same_story_has_the_same_cover(tmp_path: Path) -> None:
    """Byte for byte, so that files made again do not change."""
    cover.draw(STORY, tmp_path / "a.jpg")
    cover.draw(STORY, tmp_path / "b.jpg")
    assert (tmp_path / "a.jpg").read_bytes() == (tmp_path / "b.jpg").read_bytes()


def test_each_story_has_a_cover_of_its_own(tmp_path: Path) -> None:
    """Stories of one title differ by their author and their address."""
    stories = [STORY, replace(STORY, authors=("Mo",)), replace(STORY, url="y")]
    tops = [drawn(story, tmp_path).crop((0, 0, 1600, 600)).tobytes() for story in stories]
    assert len(set(tops)) == 3


def test_words_stay_inside_the_margin(tmp_path: Path) -> None:
    """However long they are, nothing is cut off at an edge."""
    titles = [
        STORY.title,
        LONG,
        "x" * 300,
        "🐉" * 60,
        "紅樓夢" * 50,
        "שלום עולם " * 20,
        "وعود " * 40,
    ]
    for title in titles:
        left, _, right, bottom = inked(lettered(replace(STORY, title=title), tmp_path))
        assert left >= 100, title
        assert right <= 1600 - 100, title
        assert bottom <= 1600 - 710 - 60, title


def test_a_title_of_usual_length_is_legible_at_thumbnail_size(tmp_path: Path) -> None:
    """At 150 pixels its lines are at least ten pixels high, and hold strong contrast."""
    picture = drawn(replace(STORY, authors=(), fandoms=()), tmp_path).resize((150, 150))
    left, top, right, bottom = inked(picture.crop((0, 68, 150, 150)))
    assert right - left > 90
    assert bottom - top > 20


@pytest.mark.parametrize("title", HOSTILE)
def test_any_words_make_a_cover(tmp_path: Path, title: str) -> None:
    """Nothing that a story calls itself keeps its cover from being drawn."""
    story = Metadata(title=title, authors=HOSTILE, fandoms=HOSTILE, url=title)
    with drawn(story, tmp_path, 400) as picture:
        assert picture.size == (400, 400)


def test_a_story_that_says_nothing_has_a_pattern(tmp_path: Path) -> None:
    """Without words the pattern reaches to the foot."""
    empty = drawn(Metadata(), tmp_path)
    assert len(empty.crop((0, 900, 1600, 1400)).quantize(64).getcolors() or ()) > 1


def test_right_to_left_titles_stand_on_the_right(tmp_path: Path) -> None:
    """Reading begins at the right margin."""
    story = Metadata(title="שלום")
    left, _, right, _ = inked(lettered(story, tmp_path))
    assert 1600 - right < 200 < left


@pytest.mark.parametrize("palette", patterns.PALETTES)
def test_words_stand_out_from_their_ground(palette: patterns.Palette) -> None:
    """Every palette keeps the contrast that people with weak sight need."""
    assert contrast(palette.ink, palette.ground) >= 7
    assert contrast(palette.accent, palette.ground) >= 4.5


def test_a_picture_that_hardly_packs_still_fits(tmp_path: Path) -> None:
    """Noise is packed harder until it is small enough."""
    noise = Image.effect_noise((3000, 3000), 90).convert("RGB")
    cover.save(noise, tmp_path / "cover.jpg")
    assert (tmp_path / "cover.jpg").stat().st_size <= 500_000
    small = Image.effect_noise((1000, 1000), 60).convert("RGB")
    cover.save(small, tmp_path / "small.jpg")
    assert (tmp_path / "small.jpg").stat().st_size <= 500_000


def test_a_given_picture_becomes_a_cover(tmp_path: Path) -> None:
    """A file's bytes go in, a square JPEG of the size asked for comes out."""
    data = BytesIO()
    Image.new("RGB", (300, 500), "red").save(data, "PNG")
    cover.take(data.getvalue(), tmp_path / "cover.jpg", 1400)
    with Image.open(tmp_path / "cover.jpg") as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (1400, 1400))
        assert picture.getpixel((700, 700)) == pytest.approx((254, 0, 0), abs=3)


def test_a_broken_picture_leaves_no_file(tmp_path: Path) -> None:
    """What is no picture is an error, and the cover that was there stays."""
    (tmp_path / "cover.jpg").write_bytes(b"old")
    with pytest.raises(OutputError, match="broken or of a kind"):
        cover.take(b"<svg/>", tmp_path / "cover.jpg")
    assert [path.name for path in tmp_path.iterdir()] == ["cover.jpg"]
    assert (tmp_path / "cover.jpg").read_bytes() == b"old"


def test_a_folder_that_is_gone_is_an_output_error(tmp_path: Path) -> None:
    """What can't be written is said with its path."""
    with pytest.raises(OutputError, match="can't be written"):
        cover.draw(STORY, tmp_path / "none" / "cover.jpg")
