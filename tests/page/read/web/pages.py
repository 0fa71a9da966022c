"""Pages as the Archive of Our Own makes them, and short ways to look at what is read of them."""

from __future__ import annotations

from fic_audio.model import Chapter, MarkKind, Story
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.not_a_story import refuse
from fic_audio.page.read.web.tree import tree

TAGS = """
<dl class="tags">
  <dt>Rating:</dt><dd><a href="#">Mature</a></dd>
  <dt>Archive Warnings:</dt><dd><a>Major Character Death</a>, <a>Underage</a></dd>
  <dt>Categories:</dt><dd><a>Gen</a>, <a>F/M</a></dd>
  <dt>Fandoms:</dt><dd><a>The Lighthouse, Again</a>, <a>Weather (TV)</a></dd>
  <dt>Relationship:</dt><dd><a>Ada Gray/Tom Reed</a></dd>
  <dt>Characters:</dt><dd><a>Ada Gray</a>, <a>Tom Reed</a></dd>
  <dt>Additional Tags:</dt><dd><a>Slow Burn</a>, <a>Fog</a></dd>
  <dt>Language:</dt><dd>English</dd>
  <dt>Series:</dt><dd>Part 2 of <a href="https://archiveofourown.org/series/7">Lamps</a>,
    Part 11 of <a href="https://archiveofourown.org/series/8">Fog &amp; Co</a></dd>
  <dt>Collections:</dt><dd><a>Winter Swap</a></dd>
  <dt>Stats:</dt><dd>Published: 2021-02-03 Completed: 2021-04-05 Words: 12,345 Chapters: 2/2</dd>
</dl>"""

DOWNLOAD = f"""<!DOCTYPE html><html><head><title>Oil - penny - Weather</title>
<style>.toc-heading {{ display: none; }}</style></head><body>
<div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>Oil for the Lamp</b><br/>Posted originally on the
 <a href="http://archiveofourown.org/">Archive of Our Own</a> at
 <a href="http://archiveofourown.org/works/4711">http://archiveofourown.org/works/4711</a>.</p>
<div class="meta">{TAGS}
<h1>Oil for the Lamp</h1>
<div class="byline">by <a rel="author" href="#">penny (halfpenny)</a>, <a rel="author">Cy</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Two keepers.</p><p>One lamp.</p></blockquote>
<p>Notes</p><ul class="associations"><li>For <a>Bea</a>, <a>Dot</a>.</li>
<li>Inspired by <a>Wick</a> by <a>Eve</a>.</li></ul>
<blockquote class="userstuff"><p>Thanks to my beta!</p></blockquote>
<div class="endnote-link">See the end of the work for <a href="#endnotes">more notes</a></div>
</div></div>
<div id="chapters" class="userstuff">
<div class="meta group"><h2 class="heading">1. The Stairs</h2>
<p>Chapter Summary</p><blockquote class="userstuff"><p>They climb.</p></blockquote>
<p>Chapter Notes</p><blockquote class="userstuff"><p>Mind the gap.</p></blockquote>
<div class="endnote-link">See the end of the chapter for <a href="#endnotes1">more notes</a></div>
</div>
<!--chapter content-->
<div class="userstuff"><p>"Up," said <em>Ada</em>.</p><p>Notes</p><p>were all he kept.</p>
<div class="meta"><h2 class="heading">The sign said: keep out.</h2></div></div>
<!--/chapter content-->
<div class="meta" id="endnotes1"><p>Chapter End Notes</p>
<blockquote class="userstuff"><p>Stairs are hard.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2: Chapter 2 - The Lamp</h2></div>
<div class="userstuff"><p>It burned.</p></div>
</div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2><div class="meta">
<div id="endnotes"><p>End Notes</p><blockquote class="userstuff">Find me elsewhere.</blockquote>
</div><dl><dt>Works inspired by this one</dt><dd><a>Ash</a> by <a>Flo</a></dd></dl></div>
<p class="message">Please <a href="#">drop by the Archive and comment</a> to let the creator know
if you enjoyed their work!</p></div></body></html>"""


def saved(chapters: str, *, stats: str = "1/1", preface: str = "", after: str = "") -> str:
    """A page as a browser saves it, with the Archive's furniture around."""
    return f"""<html><head><title>Oil - penny - Weather [Archive of Our Own]</title></head>
<body class="logged-in"><div id="outer" class="wrapper">
<header><h1 class="heading"><a href="/"><span>Archive of Our Own</span></a></h1>
<form><input type="password"><label>Password:</label></form></header>
<div id="main" class="works-show region" role="main"><div class="work">
<h3 class="landmark heading">Actions</h3><ul class="work navigation actions">
<li class="chapter entire"><a href="/works/4711?view_full_work=true">Entire Work</a></li>
<li class="download"><a href="javascript:void(0)">Download</a>
<ul><li><a href="/downloads/4711/Oil.html">HTML</a></li></ul></li></ul>
<h3 class="landmark heading">Work Header</h3><div class="wrapper"><dl class="work meta group">
<dt class="rating tags">Rating:</dt>
<dd class="rating tags"><ul class="commas"><li><a class="tag">Explicit</a></li></ul></dd>
<dt class="freeform tags">标签</dt>
<dd class="freeform tags"><ul><li><a class="tag">Fog</a></li>
<li><a class="tag">Oil</a></li></ul></dd>
<dt class="language">Language:</dt><dd class="language" lang="pt-BR">Português brasileiro</dd>
<dt class="series">Series:</dt><dd class="series"><span class="series">
<a class="previous" href="/works/1">← Previous Work</a><span class="position">Part 3 of the
<a href="/series/9">Lamps</a> series</span></span></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats">
<dt class="published">Published:</dt><dd class="published">2020-01-02</dd>
<dt class="status">Updated:</dt><dd class="status">2020-03-04</dd>
<dt class="words">Words:</dt><dd class="words">1,212</dd>
<dt class="chapters">Chapters:</dt><dd class="chapters"><a href="/works/4711/c/1">{stats}</a></dd>
<dt class="kudos">Kudos:</dt><dd class="kudos">9</dd></dl></dd></dl></div>
<div id="workskin"><div class="preface group"><h2 class="title heading">Oil for the Lamp</h2>
<h3 class="byline heading"><a rel="author">penny</a></h3>{preface}</div>
<div id="chapters" role="article">{chapters}</div>
<div class="afterword preface group">{after}<div id="series" class="series module">
<h3 class="heading">Series this work belongs to:</h3><ul><li>Part 3 of Lamps</li></ul></div>
</div></div></div>
<div id="feedback"><h3 class="landmark heading">Kudos</h3><p class="kudos">Ann left kudos on this
work!</p><h3 class="landmark heading">Comments</h3><h4 class="heading byline"><a>Ann</a></h4>
<blockquote class="userstuff"><p>Loved it!</p></blockquote></div></div></div></body></html>"""


WHOLE = """<div class="chapter" id="chapter-1"><h3 class="landmark heading">Chapter Management</h3>
<ul class="chapter actions"><li><a>Edit Chapter</a></li></ul>
<div class="chapter preface group"><h3 class="title"><a href="/works/4711/chapters/1">Chapter 1</a>:
Stairs</h3><h4 class="heading byline">Chapter by <a>Cy</a></h4>
<div id="summary" class="summary module"><h3 class="heading">Summary:</h3>
<blockquote class="userstuff"><p>They climb.</p></blockquote></div>
<div id="notes" class="notes module"><h3 class="heading">Notes:</h3>
<p>(See the end of the chapter for <a>notes</a>.)</p></div></div>
<div class="userstuff module" role="article">
<h3 class="landmark heading" id="work">Chapter Text</h3>
<p>"Up," said Ada.</p></div>
<div class="chapter preface group"><div class="end notes module" id="chapter_1_endnotes">
<h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Hard stairs.</p></blockquote></div>
</div></div>
<div class="chapter" id="chapter-2"><div class="chapter preface group">
<h3 class="title"><a href="/works/4711/chapters/2">Chapter 2</a></h3></div>
<div class="userstuff module"><h3 class="landmark heading" id="work">Chapter Text</h3>
<p>It burned.</p></div></div>"""

ONE_SHOT = """<h3 class="landmark heading" id="work">Work Text:</h3>
<div class="userstuff">{}</div>"""


def noted(chapter: Chapter) -> list[str]:
    """The notes of a chapter, in order."""
    return [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.NOTE]


def told(chapter: Chapter) -> str:
    """A chapter's text without its title and notes: the story."""
    text = list(chapter.text)
    if chapter.title:
        assert chapter.text.startswith(chapter.title)
        text[: len(chapter.title)] = " " * len(chapter.title)
    for mark in chapter.marks:
        if mark.kind in (MarkKind.NOTE, MarkKind.BREAK, MarkKind.IMAGE):
            text[mark.start : mark.end] = " " * (mark.end - mark.start)
    return " ".join("".join(text).split())


def read(html: str) -> Story:
    """The story in a page that the Archive's reader knows."""
    page = tree(html)
    refuse(page)
    assert ao3.knows(page)
    return ao3.read(page)
