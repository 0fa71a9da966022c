"""What people and files call a language -> its IETF tag (BCP 47), its name, its ISO 639-2 code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# Tag, ISO 639-2 code (for use in terminology), English name; then what else it is called: its own
# names, as archives list them, and the other ISO codes that files use.
_TABLE = """
af afr Afrikaans
am amh Amharic | አማርኛ
an arg Aragonese | aragonés
ar ara Arabic | العربية
as asm Assamese | অসমীয়া
ast ast Asturian | asturianu
az aze Azerbaijani | azərbaycan dili | azərbaycanca
ba bak Bashkir | башҡорт теле
be bel Belarusian | беларуская
bg bul Bulgarian | български
bn ben Bengali | বাংলা
bs bos Bosnian | bosanski
ca cat Catalan | català
chr chr Cherokee | ᏣᎳᎩ
cs ces Czech | čeština | česky | cze
cy cym Welsh | cymraeg | wel
da dan Danish | dansk
de deu German | deutsch | ger
el ell Greek | ελληνικά | gre
en eng English
eo epo Esperanto
es spa Spanish | español | castellano
et est Estonian | eesti keel | eesti
eu eus Basque | euskara | baq
fa fas Persian | فارسی | farsi | per
fi fin Finnish | suomi
fil fil Filipino | tagalog | tl | tgl
fo fao Faroese | føroyskt
fr fra French | français | fre
ga gle Irish | gaeilge
gd gla Scottish Gaelic | gàidhlig
gl glg Galician | galego
grc grc Ancient Greek
gu guj Gujarati | ગુજરાતી
haw haw Hawaiian | ʻōlelo hawaiʻi
he heb Hebrew | עברית | iw
hi hin Hindi | हिन्दी
hr hrv Croatian | hrvatski
ht hat Haitian Creole | kreyòl ayisyen
hu hun Hungarian | magyar
hy hye Armenian | հայերեն | arm
ia ina Interlingua
id ind Indonesian | bahasa indonesia | in
is isl Icelandic | íslenska | ice
it ita Italian | italiano
ja jpn Japanese | 日本語
jbo jbo Lojban
ka kat Georgian | ქართული | geo
kk kaz Kazakh | қазақша | қазақ тілі
kl kal Greenlandic | kalaallisut
kn kan Kannada | ಕನ್ನಡ
ko kor Korean | 한국어
ku kur Kurdish | kurdî | کوردی
ky kir Kyrgyz | кыргызча
la lat Latin | lingua latina
lb ltz Luxembourgish | lëtzebuergesch
lt lit Lithuanian | lietuvių kalba | lietuvių
lv lav Latvian | latviešu valoda | latviešu
mi mri Maori | te reo māori | mao
mk mkd Macedonian | македонски | mac
ml mal Malayalam | മലയാളം
mn mon Mongolian | монгол хэл
mr mar Marathi | मराठी
ms msa Malay | bahasa malaysia | bahasa melayu | may
mt mlt Maltese | malti
my mya Burmese | မြန်မာဘာသာ | bur
nan nan Hokkien | 中文-闽南话 臺語 | taiwanese
nb nob Norwegian | norsk | bokmål | norsk bokmål | no | nor
nds nds Low German | plattdüütsch
ne nep Nepali | नेपाली
nl nld Dutch | nederlands | dut
nn nno Nynorsk | norsk nynorsk
oc oci Occitan
pa pan Punjabi | ਪੰਜਾਬੀ
pl pol Polish | polski
pt por Portuguese | português
qya qya Quenya
ro ron Romanian | română | rum
ru rus Russian | русский
sco sco Scots
si sin Sinhala | සිංහල
sjn sjn Sindarin
sk slk Slovak | slovenčina | slo
sl slv Slovenian | slovenščina | slovene
sq sqi Albanian | shqip | alb
sr srp Serbian | српски | srpski
sv swe Swedish | svenska
sw swa Swahili | kiswahili
ta tam Tamil | தமிழ்
te tel Telugu | తెలుగు
th tha Thai | ไทย
tlh tlh Klingon | tlhingan hol | tlhingan-hol
tok tok Toki Pona
tr tur Turkish | türkçe
tt tat Tatar | татарча
ug uig Uyghur | ئۇيغۇرچە
uk ukr Ukrainian | українська
ur urd Urdu | اُردُو | اردو
uz uzb Uzbek | oʻzbekcha
vi vie Vietnamese | tiếng việt
yi yid Yiddish | ייִדיש
yue yue Cantonese | 中文-广东话 粵語 | 粵語 | 广东话
zh zho Chinese | 中文 | 中文-普通话 國語 | 普通话 | 國語 | mandarin | chi | cmn
"""

_REGIONAL = {
    "american english": "en-US",
    "british english": "en-GB",
    "english uk": "en-GB",
    "english us": "en-US",
    "brazilian portuguese": "pt-BR",
    "european portuguese": "pt-PT",
    "português brasileiro": "pt-BR",
    "português do brasil": "pt-BR",
    "português europeu": "pt-PT",
    "ptbr": "pt-BR",
    "ptpt": "pt-PT",
    "español latinoamericano": "es-419",
}
_TAG = re.compile(
    r"([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_][\w-]+)?", re.ASCII
)
_WORDS = re.compile(r"[\s()\[\]{},;/|_–—-]+")
_LONGEST = 100


def tag_of(name: str) -> str:
    """The IETF tag of a language as a person, an archive or a file names it; empty if unknown.

    A region stays, a script goes: what is written shows the script.

    >>> tag_of("Français"), tag_of("en-gb"), tag_of("中文-普通话 國語"), tag_of("Spanish (Mexico)")
    ('fr', 'en-GB', 'zh', 'es')
    """
    name = _folded(name[:_LONGEST])
    if (shape := _TAG.fullmatch(name)) and (language := _tags().get(shape[1])):
        return f"{language}-{shape[2].upper()}" if shape[2] else language
    words = [word for word in _WORDS.split(name) if word]
    for known in (_REGIONAL, _tags()):
        if tag := known.get(name) or known.get(" ".join(words)):
            return tag
    # "Spanish (Mexico)", "中文 简体", "English / Deutsch": the first word that is a name.
    return next((tag for word in words if len(word) > 3 and (tag := _tags().get(word))), "") or (
        _tags().get(words[0], "") if words and not words[0].isascii() else ""
    )


def base(tag: str) -> str:
    """The language of a tag, without its region.

    >>> base("pt-BR")
    'pt'
    """
    return tag.partition("-")[0]


def is_english(tag: str) -> bool:
    """Whether a story with this tag is treated as English: it is, or nobody knows."""
    return base(tag) in ("", "en")


def english_name(tag: str) -> str:
    """What English calls the language of a tag; the tag itself if it is not known.

    >>> english_name("fr-CA")
    'French'
    """
    return _rows()[base(tag)][1] if base(tag) in _rows() else tag


def iso_639_2(tag: str) -> str:
    """The three letters that ID3 has for the language of a tag; empty if it is not known.

    >>> iso_639_2("de"), iso_639_2("")
    ('deu', '')
    """
    return _rows()[base(tag)][0] if base(tag) in _rows() else ""


def known_languages() -> tuple[str, ...]:
    """The tags of all languages that have a name here."""
    return tuple(_rows())


def names() -> tuple[str, ...]:
    """The English names of all languages, and their tags."""
    return tuple(name for _, name in _rows().values()) + known_languages()


@cache
def _rows() -> Mapping[str, tuple[str, str]]:
    """Tag -> ISO 639-2 code and English name."""
    return MappingProxyType({row[0]: (row[1], row[2]) for row in _split()})


@cache
def _tags() -> Mapping[str, str]:
    """All that a language is called, folded -> its tag."""
    found: dict[str, str] = {}
    for tag, code, *called in _split():
        for name in (tag, code, *called):
            found[_folded(name)] = tag
            found[" ".join(_WORDS.split(_folded(name)))] = tag
    return MappingProxyType(found)


def _split() -> list[list[str]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        head, *others = (part.strip() for part in line.split("|"))
        rows.append([*head.split(" ", 2), *others])
    return rows


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
