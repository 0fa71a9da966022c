"""A voice for everybody."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fic_audio import voices as catalogue
from fic_audio.config import Part
from fic_audio.errors import ConfigError
from fic_audio.model import (
    NARRATOR,
    Being,
    Chapter,
    Character,
    Db,
    Delivery,
    Gender,
    Kind,
    Line,
    Span,
    Voice,
)
from fic_audio.script.cast import Cast, UncorrectedScript, cast_voices
from fic_audio.script.earshot import EARSHOT
from fic_audio.voices import Voices

VOICES = catalogue.load().of("pyttsx3")
MEN = [Character(name, gender=Gender.MALE) for name in "Adam Brix Carl Dov Egon Falk Gus".split()]
WOMEN = [Character(name, gender=Gender.FEMALE) for name in "Ada Bea Cleo Dara Edda Fay".split()]
MIXED = [*MEN[:4], *WOMEN[:4]]


def talk(*speakers: str) -> tuple[Chapter, tuple[Line, ...]]:
    """A chapter in which each speaker in turn has a paragraph of speech."""
    text = '"Row."\n\n' * len(speakers)
    spans = [Span(Kind.DIALOGUE, 8 * n, 8 * n + 8, n, n) for n in range(len(speakers))]
    lines = tuple(Line(span, who) for span, who in zip(spans, speakers, strict=True))
    return Chapter("", text), lines


def casting(
    speakers: list[str],
    characters: list[Character],
    *parts: Part,
    narrator: Part | None = None,
    voices: Voices = VOICES,
) -> Cast:
    chapter, lines = talk(*speakers)
    return cast_voices([chapter], [lines], characters, voices, narrator or Part(), parts)


def names(characters: list[Character]) -> list[str]:
    return [character.name for character in characters]


def voice(name: str, gender: Gender, *, narrator: bool = False, effect: bool = False) -> Voice:
    return Voice(name, "pyttsx3", name.lower(), gender, narrator=narrator, effect=effect)


def test_main_characters_all_sound_different() -> None:
    """As long as there are voices, nobody shares one, nor has the narrator's."""
    made = casting(names(MIXED), MIXED)
    used = [role.voice.name for role in made.roles]
    assert len({*used, made.narrator.voice.name}) == len(MIXED) + 1
    assert all(role.delivery == Delivery() for role in made.roles)


def test_voices_are_of_the_characters_gender() -> None:
    """A man has a man's voice and a woman a woman's."""
    for role in casting(names(MIXED), MIXED).roles:
        assert role.voice.gender is role.character.gender


@pytest.mark.parametrize(
    ("name", "age"), [("the old woman", "elder"), ("the little girl", "child"), ("Granny", "elder")]
)
def test_a_name_may_tell_an_age(name: str, age: str) -> None:
    """An old woman sounds old, and a child like one."""
    person = Character(name, gender=Gender.FEMALE)
    assert casting([name], [person]).role(name).voice.age == age


def test_those_with_most_to_say_stand_first() -> None:
    """Roles are in the order of their words, and count lines and words."""
    made = casting(["Adam", "Brix", "Brix"], MEN)
    assert [(role.character.name, role.lines, role.words) for role in made.roles] == [
        ("Brix", 2, 2),
        ("Adam", 1, 1),
    ]


def test_the_parts_of_a_quotation_are_one_line() -> None:
    """A quotation that its tag splits counts once."""
    lines = [
        Line(Span(Kind.DIALOGUE, 0, 6, 0, 0), "Brix"),
        Line(Span(Kind.NARRATION, 6, 12, 0), NARRATOR),
        Line(Span(Kind.DIALOGUE, 12, 18, 0, 0), "Brix"),
    ]
    made = cast_voices([Chapter("", '"Row," he said "row"')], [lines], MEN, VOICES, Part())
    assert made.role("Brix").lines == 1
    assert made.narrator.lines == 1


def test_nobody_without_a_line_is_cast() -> None:
    """Who never speaks needs no voice, and the narrator reads for whoever is not cast."""
    made = casting(["Adam"], MEN)
    assert names([role.character for role in made.roles]) == ["Adam"]
    assert made.role("Brix") == made.role(None) == made.role(NARRATOR) == made.narrator


def test_a_teller_has_the_narrators_voice() -> None:
    """Whoever tells the story speaks as its reader does, in a voice of the teller's gender."""
    teller = Character("Adam", gender=Gender.MALE, narrates=True)
    made = casting(["Adam", "Brix"], [teller, MEN[1]])
    assert made.role("Adam").voice == made.narrator.voice
    assert made.narrator.voice.gender is Gender.MALE
    assert made.role("Brix").voice != made.narrator.voice


def test_tellers_who_take_turns_have_voices_of_their_own() -> None:
    """Where several tell a story, the narrator's voice is none of theirs."""
    tellers = [Character(name, gender=Gender.MALE, narrates=True) for name in ("Adam", "Brix")]
    made = casting(["Adam", "Brix"], tellers)
    voices = {made.narrator.voice, made.role("Adam").voice, made.role("Brix").voice}
    assert len(voices) == 3


def test_one_name_sounds_the_same_in_every_story() -> None:
    """The voice depends on what somebody is called, not on the company."""
    harry, potter = (Character(name, gender=Gender.MALE) for name in ("Harry", "Harry Potter"))
    one = casting(["Harry", "Harry", "Brix", "Ada"], [harry, *MIXED])
    other = casting(["Carl", "Harry Potter", "Harry Potter", "Dov"], [*MEN, potter])
    assert one.role("Harry").voice == other.role("Harry Potter").voice


def test_the_cast_is_the_same_each_time() -> None:
    """Neither chance nor the order of the characters decides."""
    speakers = names(MIXED)
    assert casting(speakers, MIXED).roles == casting(speakers, MIXED[::-1]).roles


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 25), max_size=80))
def test_two_within_earshot_never_sound_alike(order: list[int]) -> None:
    """Bit parts share voices; two who talk together differ in voice or pitch."""
    people = [
        Character(f"{'MFU'[n % 3]}{n}", gender=[Gender.MALE, Gender.FEMALE, Gender.UNKNOWN][n % 3])
        for n in range(26)
    ]
    speakers = [people[n].name for n in order]
    made = casting(speakers, people)
    sounds = {name: (made.role(name).voice, made.role(name).delivery.pitch) for name in speakers}
    for start in range(len(speakers)):
        near = set(speakers[start : start + EARSHOT + 1])
        assert len({sounds[name] for name in near}) == len(near)
    assert all(sound != made.narrator.voice for sound, _ in sounds.values())


def test_those_who_never_meet_share_a_voice_as_it_is() -> None:
    """A voice is not bent where nobody could mix the two up."""
    two = Voices((voice("Ada", Gender.FEMALE, narrator=True), voice("Bram", Gender.MALE)))
    made = casting(["Adam", *[NARRATOR] * 30, "Brix"], MEN, voices=two)
    assert [role.voice.name for role in made.roles] == ["Bram", "Bram"]
    assert [role.delivery.pitch for role in made.roles] == [0.0, 0.0]
    assert made.roles[1].why == "male, shared with Adam, whom they never meet"


def test_a_crowd_larger_than_the_catalogue() -> None:
    """Everybody has a voice, though not each one of their own."""
    people = [Character(f"Guest{n}", gender=Gender.MALE) for n in range(150)]
    made = casting(names(people), people)
    assert len(made.roles) == 150
    assert all(role.voice.gender is Gender.MALE for role in made.roles)
    first = combinations(made.roles[:5], 2)
    assert all(one.voice != other.voice for one, other in first)


@pytest.mark.parametrize("count", [1, 2])
def test_a_catalogue_too_small_to_be_choosy(count: int) -> None:
    """With a voice or two everyone speaks in what there is."""
    few = Voices((voice("Ada", Gender.FEMALE), voice("Bea", Gender.FEMALE))[:count])
    assert {role.voice.name for role in casting(names(MEN), MEN, voices=few).roles} <= {
        "Ada",
        "Bea",
    }


def test_effects_are_never_cast_by_themselves() -> None:
    """Robots and ghosts speak only on request."""
    nobody = [Character(f"Guest{n}") for n in range(60)]
    assert not any(role.voice.effect for role in casting(names(nobody), nobody).roles)
    ghost = casting(["Guest0"], nobody, Part("Guest0", voice="Zed"))
    assert ghost.role("Guest0").voice.effect


class TestWishes:
    """What the listener has set down."""

    def test_a_voice(self) -> None:
        """A voice wished for is given, in whatever case it is written, and to nobody else."""
        mine = casting(names(MEN), MEN).role("Adam").voice.name
        made = casting(names(MEN), MEN, Part("Brix", voice=mine.upper()))
        assert made.role("Brix").voice.name == mine
        assert made.role("Adam").voice.name != mine
        assert made.role("Brix").why == "set down in the config"

    def test_one_voice_for_two(self) -> None:
        """Two may be given one voice; it is left as it is."""
        made = casting(["Adam", "Brix"], MEN, Part("Adam", voice="Dot"), Part("Brix", voice="Dot"))
        assert {(role.voice.name, role.delivery.pitch) for role in made.roles} == {("Dot", 0.0)}

    def test_a_gender(self) -> None:
        """A gender set down decides the voice."""
        made = casting(["Adam"], MEN, Part("Adam", gender=Gender.FEMALE))
        assert made.role("Adam").voice.gender is Gender.FEMALE

    def test_a_manner(self) -> None:
        """Rate, pitch and volume go into the delivery."""
        wish = Part("Adam", rate=1.1, pitch=2.0, volume=Db(-3.0))
        assert casting(["Adam"], MEN, wish).role("Adam").delivery == Delivery(1.1, 2.0, Db(-3.0))

    def test_the_narrator(self) -> None:
        """The narrator's voice and manner are the listener's, and no character has that voice."""
        wish = Part(voice="marcus", rate=0.9)
        made = casting(names(MEN), MEN, narrator=wish)
        assert (made.narrator.voice.name, made.narrator.delivery.rate) == ("Marcus", 0.9)
        assert "Marcus" not in {role.voice.name for role in made.roles}

    def test_the_narrator_gives_way(self) -> None:
        """A voice that a character is given is not the narrator's unless asked for."""
        reader = casting([], []).narrator.voice.name
        made = casting(["Ada"], WOMEN, Part("Ada", voice=reader))
        assert made.role("Ada").voice.name == reader != made.narrator.voice.name

    def test_the_tellers_voice_is_the_narrators(self) -> None:
        """A voice for the one who tells the story is the voice that reads it."""
        teller = Character("Adam", gender=Gender.MALE, narrates=True)
        made = casting(["Adam"], [teller], Part("Adam", voice="Silas"))
        assert made.narrator.voice.name == made.role("Adam").voice.name == "Silas"

    @pytest.mark.parametrize(
        ("part", "narrator"), [(Part("Adam", voice="Brham"), Part()), (Part(), Part(voice="Brham"))]
    )
    def test_an_unknown_voice(self, part: Part, narrator: Part) -> None:
        """A voice that there isn't is a mistake, and the nearest is named."""
        with pytest.raises(ConfigError, match='unknown voice "Brham"; did you mean "Bram"'):
            casting(["Adam"], MEN, part, narrator=narrator)


def test_voices_that_talk_together_are_far_apart() -> None:
    """Of two that would do, the one less like the narrator's."""
    near, far = voice("Near", Gender.MALE), voice("Far", Gender.MALE)
    likeness = {("Near", "Ada"): 0.9, ("Far", "Ada"): 0.5}
    some = Voices((voice("Ada", Gender.FEMALE, narrator=True), near, far), likeness=likeness)
    made = casting(["Adam"], MEN, voices=some)
    assert made.role("Adam").voice == far
    assert made.role("Adam").why == "male, nobody else has it; most like Ada here (0.50)"


def test_main_characters_are_far_apart_though_they_never_meet() -> None:
    likeness = {("Bram", "Ivo"): 0.95, ("Ivo", "Bram"): 0.95, ("Bram", "Otto"): 0.5}
    likeness |= {("Otto", "Bram"): 0.5, ("Ivo", "Otto"): 0.5, ("Otto", "Ivo"): 0.5}
    men = [voice(name, Gender.MALE) for name in ("Bram", "Ivo", "Otto")]
    some = Voices((voice("Ada", Gender.FEMALE, narrator=True), *men), likeness=likeness)
    made = casting(["Adam", "Adam", *[NARRATOR] * 30, "Brix"], MEN, voices=some)
    assert likeness[made.role("Adam").voice.name, made.role("Brix").voice.name] == 0.5


def test_natural_voices_are_cast_before_robotic_ones() -> None:
    robot = voice("Robot", Gender.MALE)
    natural = replace(voice("Natural", Gender.MALE), engine="hibari", mos=4.2)
    some = Voices((voice("Ada", Gender.FEMALE, narrator=True), robot, natural))
    assert casting(["Adam"], MEN, voices=some).role("Adam").voice == natural


@pytest.mark.parametrize(("like", "cast_is"), [(0.79, "Natural"), (0.81, "Robot")])
def test_a_natural_voice_need_only_be_told_from_the_others(like: float, cast_is: str) -> None:
    """A robotic one is not better for being farther away."""
    robot = voice("Robot", Gender.MALE)
    natural = replace(voice("Natural", Gender.MALE), engine="hibari", mos=4.2)
    likeness = {("Natural", "Ada"): like, ("Robot", "Ada"): 0.3}
    men = (voice("Ada", Gender.FEMALE, narrator=True), robot, natural)
    some = Voices(men, likeness=likeness)
    assert casting(["Adam"], MEN, voices=some).role("Adam").voice.name == cast_is


def test_a_natural_voice_that_nobody_likes_comes_last() -> None:
    poor, good = (
        replace(voice(name, Gender.MALE), engine="kokoro", mos=mos)
        for name, mos in (("Poor", 3.2), ("Good", 4.3))
    )
    some = Voices((voice("Ada", Gender.FEMALE, narrator=True), poor, good))
    assert casting(["Adam"], MEN, voices=some).role("Adam").voice == good


def test_a_voice_of_another_engine_may_be_set_down() -> None:
    """Though it is not cast unasked."""
    other = replace(voice("Other", Gender.MALE), engine="kokoro")
    some = Voices((*VOICES, other)).of("pyttsx3")
    made = casting(["Adam"], MEN, Part("Adam", voice="Other"), voices=some)
    assert made.role("Adam").voice == other


def test_an_age_that_the_text_tells_decides_the_voice() -> None:
    """A boy of six speaks as a child though his name tells nothing."""
    boy = Character("Adam", gender=Gender.MALE, age="child")
    made = casting(["Adam"], [boy])
    assert made.role("Adam").voice.age == "child"
    assert made.role("Adam").why.startswith("male, child, ")


def test_an_age_that_is_set_down_stands_above_the_texts() -> None:
    boy = Character("Adam", gender=Gender.MALE, age="child")
    assert casting(["Adam"], [boy], Part("Adam", age="elder")).role("Adam").voice.age == "elder"


def test_a_child_without_a_childs_voice_speaks_higher() -> None:
    man = voice("Bram", Gender.MALE)
    some = Voices((voice("Ada", Gender.FEMALE, narrator=True), man))
    boy = Character("Adam", gender=Gender.MALE, age="child")
    assert casting(["Adam"], [boy], voices=some).role("Adam").delivery.pitch > 0


def test_who_is_neither_has_a_voice_between() -> None:
    """A neutral voice, else one of middling pitch; and nobody takes it of whom nothing is told."""
    ash, fen = Character("Ash", gender=Gender.NEUTRAL), Character("Fen")
    made = casting(["Fen", "Fen", "Ash"], [ash, fen])
    assert made.role("Ash").voice.gender is Gender.NEUTRAL
    low, between = voice("Low", Gender.MALE), replace(voice("Mid", Gender.FEMALE), f0=150.0)
    some = Voices((voice("Ada", Gender.FEMALE, narrator=True), low, between))
    assert casting(["Ash"], [ash], voices=some).role("Ash").voice == between


class TestStays:
    """What is changed for one changes nobody else."""

    def before(self) -> dict[str, str]:
        return self.voices(casting(names(MIXED), MIXED))

    def voices(self, made: Cast) -> dict[str, str]:
        return {role.character.name: role.voice.name for role in made.roles}

    def test_a_voice_that_is_set_down(self) -> None:
        """Who had it gets another, and the rest keep theirs."""
        before = self.before()
        after = self.voices(casting(names(MIXED), MIXED, Part("Brix", voice=before["Adam"])))
        assert {name for name in before if before[name] != after[name]} == {"Adam", "Brix"}
        assert len(set(after.values())) == len(after)

    def test_somebody_who_does_not_speak_here(self) -> None:
        """A cast for another story takes no voice of this one."""
        before = self.before()
        parts = [Part(f"Guest{n}", voice=name) for n, name in enumerate(before.values())]
        assert self.voices(casting(names(MIXED), MIXED, *parts)) == before

    def test_lines_that_are_corrected(self) -> None:
        """However many lines go to somebody else."""
        before = self.before()
        chapter, lines = talk(*names(MIXED))
        other, corrected = talk(*["Egon"] * 3, *names(MIXED)[3:], *["Carl"] * 5)
        assert chapter.text in other.text
        made = cast_voices(
            [other],
            [corrected],
            [*MIXED, MEN[4]],
            VOICES,
            Part(),
            unasked=UncorrectedScript(MIXED, [lines]),
        )
        after = self.voices(made)
        assert {name: after[name] for name in after if name in before} == {
            name: before[name] for name in after if name in before
        }
        assert list(after.values()).count(after["Egon"]) == 1

    def test_a_voice_that_is_shared_is_not_kept_by_two_who_meet_now(self) -> None:
        two = Voices((voice("Ada", Gender.FEMALE, narrator=True), voice("Bram", Gender.MALE)))
        chapter, apart = talk("Adam", *[NARRATOR] * 30, "Brix")
        _, together = talk(*["Adam", "Brix"] * 16)
        made = cast_voices(
            [chapter], [together], MEN, two, Part(), unasked=UncorrectedScript(MEN, [apart])
        )
        sounds = [(role.voice.name, role.delivery.pitch) for role in made.roles]
        assert len(set(sounds)) == 2


@pytest.mark.parametrize("being", [being for being in Being if being is not Being.PERSON])
def test_a_being_has_a_voice_like_others_in_a_manner_of_its_own(being: Being) -> None:
    """What makes it unlike a person's is the sound's part, and does not change who gets it."""
    voices = catalogue.load().of("hibari", "choir")
    ivo = Character("Ivo", gender=Gender.MALE)
    (person,) = casting(["Ivo"], [ivo], voices=voices).roles
    (role,) = casting(["Ivo"], [replace(ivo, being=being)], voices=voices).roles
    assert role.voice == person.voice
    assert role.voice.engine == "choir"
    assert role.delivery.being is being
    assert role.why.startswith(f"{being}, ")
    assert role.delivery.range < 1
    assert person.delivery == Delivery()


def test_the_listener_says_what_somebody_is() -> None:
    ghost = Character("Ivo", gender=Gender.MALE, being=Being.GHOST)
    (person,) = casting(["Ivo"], [ghost], Part("Ivo", being=Being.PERSON)).roles
    (robot,) = casting(["Ivo"], [ghost], Part("Ivo", being=Being.ROBOT, pitch=-1.0)).roles
    assert person.delivery == Delivery()
    assert (robot.delivery.being, robot.delivery.pitch) == (Being.ROBOT, -1.0)
