"""How a line is spoken follows from the text around it."""

from __future__ import annotations

import math
from array import array
from dataclasses import replace

import pytest

from fic_audio import engines
from fic_audio.config import Direction
from fic_audio.model import (
    NARRATOR,
    Being,
    Chapter,
    Clip,
    Cue,
    Db,
    Delivery,
    Ending,
    Kind,
    Style,
    Voice,
)
from fic_audio.script.prosody.delivery import (
    FASTEST,
    LOUDEST,
    MOST_EFFORT,
    MOST_PITCH,
    NARROWEST,
    SLOWEST,
    SOFTEST,
    WIDEST,
    compose_deliveries,
)
from fic_audio.script.prosody.delivery import find_deliveries as find
from fic_audio.script.prosody.manners import load_manners
from fic_audio.sound.render import Speakers
from tests.script.scripts import PEOPLE, lines

CALM = Delivery()


def deliveries(text: str, direction: Direction = "full") -> list[Delivery]:
    """The delivery of each piece of speech, in order."""
    read = lines(text)
    found = find(Chapter("", text), read, PEOPLE, direction)
    spoken = [line for line in read if line.span.kind not in (Kind.NARRATION, Kind.BREAK)]
    return [found.get(line.span.start, CALM) for line in spoken]


def delivery(text: str, direction: Direction = "full") -> Delivery:
    """That of the first piece of speech whose speaker is Mara or Tobin."""
    return deliveries(text, direction)[0]


def manner(name: str) -> Delivery:
    return next(manner.delivery for manner in load_manners().manners if manner.name == name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"It leaks," Mara whispered.', "whisper"),
        ('"It leaks," whispered Mara.', "whisper"),
        ('"It leaks," Mara said in a whisper.', "whisper"),
        ('"It leaks," Mara said, her voice barely above a whisper.', "whisper"),
        ('Mara whispered, "It leaks."', "whisper"),
        ('Mara leaned over to him and whispered, "It leaks."', "whisper"),
        ('"It leaks," Mara was whispering.', "whisper"),
        ('"It leaks," Mara says under her breath.', "murmur"),
        ('"It leaks," said Mara softly.', "softly"),
        ('"It leaks," said Mara, softly.', "softly"),
        ('"It leaks," Mara said to Tobin quietly.', "softly"),
        ('"It leaks," Mara softly said.', "softly"),
        ('"It leaks," Mara yelled across the water.', "shout"),
        ('"It leaks!" Mara yelled.', "shout"),
        ('"It leaks," Mara said at the top of her lungs.', "shout"),
        ('"It leaks," Mara sobbed.', "sob"),
        ('"It leaks," laughed Mara.', "laugh"),
        ('"It leaks," Mara said with a laugh.', "laugh"),
        ('"It leaks," Mara snapped.', "sharp"),
        ('"It leaks," Mara drawled.', "slow"),
        ('"It leaks," Mara stammered.', "stammer"),
        ('"It leaks," Mara panted.', "pant"),
        ('"It leaks," Mara deadpanned.', "flat"),
        ('"It leaks," said Mara. Her voice broke.', None),
        ('"It leaks." Mara\'s voice broke.', "breaking"),
        ('"It leaks," Mara said, her voice shaking.', "breaking"),
        ('"It leaks," Mara said over the radio.', "phone"),
        ('"It leaks," Mara giggled.', "laugh"),
        ('"It leaks," giggled Mara.', "laugh"),
        ('Mara knelt. With a weary sigh, "It leaks."', "sigh"),
        ('Mara leaned towards Tobin and whispered, "It leaks."', "whisper"),
    ],
)
def test_a_tag_tells_how_its_quotation_is_spoken(text: str, name: str | None) -> None:
    """By its verb, an adverb, or a phrase, on either side, in any tense."""
    assert delivery(text) == (manner(name) if name else CALM)


@pytest.mark.parametrize(
    "text",
    [
        '"It leaks," Mara said.',
        '"It leaks," Mara didn\'t shout.',
        '"It leaks," Mara said, not softly.',
        '"It leaks," Mara would have shouted.',
        '"It leaks," Mara almost whispered.',
        '"It leaks," Mara said, and Tobin whispered a prayer.',
        '"It leaks," Mara said as Tobin whispered a prayer.',
        '"It leaks," Mara said while the gulls screamed.',
        '"It leaks," Mara said over the whispers of the crowd.',
        '"It leaks," Mara said as she quietly closed the hatch.',
        '"It leaks," Mara said, trying to shout.',
        '"It leaks." Mara laughed at him and took the other oar from his hands.',
        'There were whispers of a storm. Mara said, "It leaks."',
        'Tobin had been yelling all day, so Mara said, "It leaks."',
        'Mara heard a shout. "It leaks."',
    ],
)
def test_no_other_word_does(text: str) -> None:
    """What is denied, only wished, done by others, or done at another time changes nothing."""
    assert delivery(text) == CALM


def test_a_tag_is_of_its_own_speaker() -> None:
    """What one of two shouts, the other doesn't."""
    first, second = deliveries('"It leaks," Mara said.\n\n"It floats!" Tobin shouted.')
    assert (first, second) == (CALM, manner("shout"))


@pytest.mark.parametrize(
    "text",
    [
        '"It leaks," Quorn whispered. Mara frowned.',
        '"It leaks," whispered Quorn, and Mara frowned.',
        '"It leaks," it whispered. Mara frowned.',
    ],
)
def test_a_tag_may_have_a_subject_who_is_no_character(text: str) -> None:
    """Whoever is held to say the line is heard to whisper it."""
    assert delivery(text) == manner("whisper")


def test_a_tag_of_somebody_else_tells_nothing() -> None:
    """The nearest subject of a verb does it: what Tobin whispers, Mara does not."""
    text = 'Mara sat down while Tobin whispered, "It leaks."'
    read = [
        replace(line, speaker="Mara") if line.span.kind is Kind.DIALOGUE else line
        for line in lines(text)
    ]
    assert find(Chapter("", text), read, PEOPLE, "full") == {}


def test_a_split_quotation_is_spoken_in_one_manner() -> None:
    """Before its tag as behind it."""
    first, second = deliveries('"It leaks," Mara whispered, "and it is getting dark."')
    assert first == second == manner("whisper")


def test_what_is_said_behind_a_tag_is_said_in_its_manner() -> None:
    """Until another tag says otherwise."""
    text = '"It leaks," Mara whispered. "Row." Then she shouted, "Help us, somebody."'
    assert deliveries(text) == [manner("whisper"), manner("whisper"), manner("shout")]


def test_a_verb_leading_into_the_next_quotation_is_not_of_the_last() -> None:
    """ "… Tobin whispered," tells of what Tobin says."""
    first, second = deliveries('"It leaks." Mara said no more.\n\nTobin whispered, "Row."')
    assert (first, second) == (CALM, manner("whisper"))


def test_an_adverb_adds_to_its_verb() -> None:
    """ "whispered sadly" is both; the stronger counts whole, the other half."""
    both = delivery('"It leaks," Mara whispered sadly.')
    assert both.volume == manner("whisper").volume + manner("weary").volume / 2
    assert both.pitch == manner("weary").pitch


def test_capitals_are_shouted() -> None:
    """Where nothing else is told."""
    assert delivery('"IT LEAKS, YOU FOOL!" Mara said.') == manner("shout")


@pytest.mark.parametrize("said", ["NASA called.", "I am on TV.", "NO", "I was A LITTLE late, sir."])
def test_a_word_in_capitals_is_no_shout(said: str) -> None:
    """Nor is an abbreviation."""
    assert delivery(f'"{said}" Mara said.') == CALM


def test_exclamation_marks_raise_a_voice() -> None:
    """Two more than one, a shout more than either."""
    one, two = delivery('"It leaks!" Mara said.'), delivery('"It leaks?!" Mara said.')
    assert 0 < one.pitch < two.pitch < manner("shout").pitch
    assert 0 < one.volume < two.volume < manner("shout").volume


def test_a_whisper_is_not_raised_by_its_exclamation_mark() -> None:
    """A whispered "Run!" stays a whisper."""
    assert delivery('"Run!" Mara whispered.') == manner("whisper")


def test_one_exclamation_does_not_make_a_long_speech_excited() -> None:
    """It tells of its own sentence."""
    said = "Oh! I had not thought of that. We may as well row. It is not far."
    assert delivery(f'"{said}" Mara said.') == CALM


@pytest.mark.parametrize("said", ["I… I don't know.", "N-no.", "I thought…"])
def test_hesitation_slows(said: str) -> None:
    """Dots and stutters."""
    assert delivery(f'"{said}" Mara said.').rate < 1


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("*I ought to row home,* Mara thought.", Style.THOUGHT),
        ("::Are you there?:: Mara sent.\n\n::I am here.:: Tobin answered.", Style.TELEPATHY),
        ('"It leaks," Mara\'s voice came over the phone.', Style.PHONE),
        ('Mara\'s words echoed in his head: "It leaks," Mara had said.', Style.MEMORY),
        ('"It leaks," whispered Mara.', Style.WHISPER),
    ],
)
def test_styles(text: str, style: Style) -> None:
    """What is thought, sent from mind to mind, heard by wire, remembered or whispered."""
    assert delivery(text).style is style


def test_a_call_lasts_until_somebody_hangs_up() -> None:
    """Whoever is at the other end stays there; who stands here does not."""
    text = (
        '"It leaks," Mara said over the phone.\n\n"Row home," Tobin said.\n\n"I can\'t," Mara said.'
        '\n\nMara hung up.\n\n"Well," Mara said.'
    )
    styles = [each.style for each in deliveries(text)]
    phone, normal = Style.PHONE, Style.NORMAL
    assert styles == [phone, normal, phone, normal]


def test_light_is_half_of_full() -> None:
    """And without styles."""
    full, light = (delivery('"It leaks," Mara whispered.', way) for way in ("full", "light"))
    assert light == Delivery(
        (1 + full.rate) / 2,
        full.pitch / 2,
        Db(full.volume / 2),
        range=(1 + full.range) / 2,
        effort=full.effort / 2,
    )


def test_plain_is_nothing() -> None:
    """Everything is spoken as the voice speaks."""
    assert delivery('"IT LEAKS!" Mara screamed.', "plain") == CALM


def test_narration_stays_calm() -> None:
    """Whatever it tells; so do words nobody is known to say."""
    text = 'THE BOAT SANK! Mara screamed loudly.\n\n"NO, NO, NO!"\n\nIt rained…'
    read = lines(text)
    found = find(Chapter("", text), read, PEOPLE, "full")
    assert not {line.span.start for line in read if line.speaker == NARRATOR} & found.keys()


def test_manners_together_stay_within_limits() -> None:
    """However much a tag piles up."""
    piled = (
        '"NO! NO!" Mara screamed shrilly, excitedly.',
        '"I…" Mara whispered softly, sleepily, wearily, slowly, brokenly.',
    )
    for found in map(delivery, piled):
        assert SOFTEST <= found.volume <= LOUDEST
        assert abs(found.pitch) <= MOST_PITCH
        assert SLOWEST <= found.rate <= FASTEST
        assert NARROWEST <= found.range <= WIDEST
        assert abs(found.effort) <= MOST_EFFORT


def test_every_amount_of_the_table_is_small() -> None:
    """No manner makes another person of a speaker."""
    for each in (manner.delivery for manner in load_manners().manners):
        assert SOFTEST < each.volume < LOUDEST
        assert abs(each.pitch) <= MOST_PITCH
        assert SLOWEST < each.rate < FASTEST
        assert NARROWEST <= each.range <= WIDEST
        assert abs(each.effort) <= MOST_EFFORT


@pytest.mark.parametrize(
    ("softer", "louder"),
    [("whispered", "murmured"), ("murmured", "said"), ("said", "snapped"), ("snapped", "screamed")],
)
def test_effort_goes_from_a_whisper_to_a_scream(softer: str, louder: str) -> None:
    """Through all that lies between."""
    soft, loud = (delivery(f'"It leaks," Mara {verb}.').effort for verb in (softer, louder))
    assert soft < loud


@pytest.mark.parametrize(
    ("narrower", "wider"),
    [("wearily", "calmly"), ("flatly", "wearily"), ("calmly", "excitedly")],
)
def test_feeling_widens_the_melody_and_weariness_narrows_it(narrower: str, wider: str) -> None:
    small, large = (delivery(f'"It leaks," Mara said {how}.').range for how in (narrower, wider))
    assert small < large


def test_a_thought_is_softer_and_calmer_than_speech() -> None:
    thought = delivery("*I ought to row home,* Mara thought.")
    assert thought.effort < 0
    assert thought.range < 1


def test_a_speakers_own_manner_is_the_base() -> None:
    """What the listener sets for a character is added to what the text tells."""
    own, told = Delivery(1.1, 2.0, Db(-1.0)), Delivery(0.9, -0.5, Db(-6.0), Style.WHISPER)
    assert compose_deliveries(own, told) == Delivery(0.99, 1.5, Db(-7.0), Style.WHISPER)
    assert compose_deliveries(own, None) == own


def test_what_the_text_tells_of_the_melody_is_kept() -> None:
    """Beside what the listener sets."""
    own = Delivery(1.1, range=1.2, effort=0.5)
    told = Delivery(range=0.8, effort=0.9, emphasis=0.5, ending=Ending.RISE)
    assert compose_deliveries(own, told) == Delivery(
        1.1, range=0.96, effort=1.0, emphasis=0.5, ending=Ending.RISE
    )


def test_long_narration_is_not_gone_through() -> None:
    """A tag is short: what a hostile paragraph holds a page further on is none."""
    text = '"It leaks," Mara said, ' + "and he whispered, in a " * 5000 + "hurry."
    assert delivery(text) == CALM


@pytest.mark.parametrize("direction", ["light", "full"])
def test_a_whisper_is_softer_and_a_shout_louder(direction: Direction) -> None:
    """In the sound itself, levelled and all."""
    voice = Voice("Ada", "pyttsx3", "en-us+f3")
    verbs = ("whispered", "said", "shouted")
    text = "the boat leaks and the rain is coming over the hill"
    cues = [Cue(text, voice, delivery(f'"{text}," Mara {verb}.', direction)) for verb in verbs]
    with Speakers(engines.load, 1) as speakers:
        whispered, said, shouted = map(_loudness, speakers.speak(cues))
    assert whispered < said - 2
    assert shouted > said + 0.8


def _loudness(clip: Clip) -> float:
    """In decibels."""
    samples = array("h", clip.pcm)
    return 10 * math.log10(sum(sample * sample for sample in samples) / len(samples))


@pytest.mark.parametrize(
    ("text", "sob", "laugh"),
    [
        ('"It leaks," Mara sobbed.', 1.0, 0.0),
        ('"It leaks," Mara said shakily.', 0.6, 0.0),
        ('"It leaks," laughed Mara.', 0.0, 1.0),
        ('"It leaks," Mara said.', 0.0, 0.0),
    ],
)
def test_sobs_and_laughs_are_in_the_voice(text: str, sob: float, laugh: float) -> None:
    """Half of them where direction is light, none where it is plain."""
    shares: dict[Direction, float] = {"full": 1.0, "light": 0.5, "plain": 0.0}
    for direction, share in shares.items():
        told = delivery(text, direction)
        assert (told.sob, told.laugh) == (sob * share, laugh * share)


def test_a_being_stays_one_whatever_it_says() -> None:
    ghost = Delivery(0.94, being=Being.GHOST, sob=0.6)
    told = compose_deliveries(ghost, delivery('"It leaks," Mara sobbed.'))
    assert (told.being, told.sob) == (Being.GHOST, 1.0)
