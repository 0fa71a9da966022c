from __future__ import annotations

import pytest

from fic_audio.model import Metadata
from fic_audio.shelf.audio import tags


@pytest.mark.parametrize(
    ("story", "year"),
    [
        (Metadata(year="c. 2008"), "2008"),
        (Metadata(published="31.10.2009", updated="2011-01-01"), "2009"),
        (Metadata(updated="2011-01-01"), "2011"),
        (Metadata(year="12008"), ""),
        (Metadata(), ""),
    ],
)
def test_the_year_is_four_digits_or_nothing(story: Metadata, year: str) -> None:
    """Players show what stands there as it is."""
    assert tags.year(story) == year


@pytest.mark.parametrize(
    ("series", "part", "group", "sort"),
    [
        ("Pots", "2 of 3", "Pots #2", "Pots 02 - Tea"),
        ("Pots", "", "Pots", "Pots - Tea"),
        ("Pots", "last", "Pots", "Pots - Tea"),
        ("Pots", "012", "Pots #12", "Pots 12 - Tea"),
        ("", "2", "", ""),
        ("\x00", "2", "", ""),
    ],
)
def test_a_series_sorts_its_stories(series: str, part: str, group: str, sort: str) -> None:
    story = Metadata("Tea", series=series, part=part)
    assert (tags.group(story), tags.sort(story)) == (group, sort)


def test_several_values_are_one() -> None:
    """Empty ones are left out."""
    assert tags.join(["Amy and Alan", "", " \x00", "M/M"]) == "Amy and Alan; M/M"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://archiveofourown.org/works/1", "Archive of Our Own"),
        ("https://www.fanfiction.net/s/1", "FanFiction.net"),
        ("https://notfanfiction.net/s/1", ""),
        ("ftp://archiveofourown.org/works/1", ""),
        ("https://[", ""),
    ],
)
def test_an_archive_is_known_by_its_address(url: str, name: str) -> None:
    assert tags.publisher(url) == name


def test_rights_need_a_year_and_an_author() -> None:
    assert tags.rights(Metadata(authors=("Aki",), year="2008")) == "2008 Aki"
    assert not tags.rights(Metadata(authors=("Aki",)))
    assert not tags.rights(Metadata(year="2008"))


@pytest.mark.parametrize(("rating", "told"), [("Explicit", "1"), ("Teen", ""), ("", "")])
def test_only_what_is_for_adults_is_marked_so(rating: str, told: str) -> None:
    assert tags.own(Metadata(rating=rating))["ITUNESADVISORY"] == told
