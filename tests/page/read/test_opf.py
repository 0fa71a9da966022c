"""What a book's package says of it."""

from __future__ import annotations

from fic_audio.page.read.epub import read_epub
from tests.page.read.books import (
    ENTRIES,
    PAGES,
    TITLE,
    epub,
)

METADATA = f"""{TITLE}<dc:creator opf:role="aut">Bo Hill</dc:creator>
<dc:creator opf:role="ill">Cy Dell</dc:creator><dc:language>en-GB</dc:language>
<dc:description>&lt;p&gt;A tram. &lt;i&gt;Late.&lt;/i&gt;&lt;/p&gt;</dc:description>
<dc:subject>Fanworks</dc:subject><dc:subject>Mature</dc:subject><dc:subject>M/M</dc:subject>
<dc:subject>No Archive Warnings Apply</dc:subject><dc:subject>Ida Fox/Tom Reed</dc:subject>
<dc:subject>Slow Burn</dc:subject><dc:subject>Completed</dc:subject>
<dc:publisher>Tram Press</dc:publisher><dc:date>2021-03-04T00:00:00+00:00</dc:date>
<dc:date opf:event="modification">2022-05-06</dc:date>
<dc:identifier opf:scheme="URL">https://example.org/s/1</dc:identifier>
<meta name="calibre:series" content="Night Lines"/>
<meta name="calibre:series_index" content="2.0"/>"""


def test_what_the_package_tells() -> None:
    told = read_epub(epub(PAGES, ENTRIES, metadata=METADATA)).metadata
    assert told.authors == ("Ada Moss", "Bo Hill")
    assert (told.language, told.summary) == ("en-GB", "A tram. Late.")
    assert (told.rating, told.explicit) == ("Mature", True)
    assert told.warnings == ("No Archive Warnings Apply",)
    assert told.relationships == ("Ida Fox/Tom Reed",)
    assert told.tags == ("Slow Burn",)
    assert told.status == "complete"
    assert (told.published, told.updated) == ("2021-03-04", "2022-05-06")
    assert told.url == "https://example.org/s/1"
    assert (told.series, told.part) == ("Night Lines", "2")
    assert told.other == (("Category", "M/M"), ("Publisher", "Tram Press"))


def test_a_collection_of_epub_3_is_a_series() -> None:
    more = (
        '<meta property="belongs-to-collection" id="c">Night Lines</meta>'
        '<meta refines="#c" property="collection-type">series</meta>'
        '<meta refines="#c" property="group-position">3</meta>'
    )
    told = read_epub(epub(PAGES, ENTRIES, metadata=TITLE + more)).metadata
    assert (told.series, told.part) == ("Night Lines", "3")
