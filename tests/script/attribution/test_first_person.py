"""Who is "I", "you" and "they": chapter by chapter, through the script of a text."""

from __future__ import annotations

import pytest

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Chapter, Gender, Metadata
from fic_audio.page.segment import segment
from fic_audio.script import characters
from fic_audio.script.attribution import attribute_speakers

LAMP = (
    "I lit the lamp before he came down. The stair creaked as it always did, and I counted.\n\n"
    '"You\'re early," said Oskar.\n\n"I couldn\'t sleep," I said.\n\n'
    '"Nobody sleeps here, Mira." He took the other chair.'
)
CHAIR = (
    "I took the other chair because she had left it for me. I did not say so.\n\n"
    '"Did you write to her?" she asked.\n\n"I did," I said.\n\n'
    '"Oskar, you have to send it too."\n\n"I know that, Mira," I told her.'
)
STAIRS = (
    "You climb the last stair with your lungs on fire. Petra is at the window.\n\n"
    '"You took your time," says Petra.\n\n"There are two hundred steps," you say.\n\n'
    '"Two hundred and six." She turns. "Did you bring it?"\n\n'
    'You pull the wrench out of your coat. "Obviously."'
)

KILN = (
    "{}I keep the kiln at the end of the lane. Rufus brings the clay on Fridays.\n\n"
    '"It cracked again, Odile," said Rufus. He put the sack down by the door.\n\n'
    '"You dug it wet," I said.\n\n"I dug what there was," said Rufus.\n\n"Then dig lower," I said.'
)
CLAY = (
    "I dig where the bank is soft. Odile thinks that I do it to spite her, and Odile is right.\n\n"
    '"This is sand, Rufus," said Odile.\n\n"It\'s mostly clay," I said.\n\n'
    'Odile rubbed it between her fingers. "Mostly."'
)


def told(*chapters: tuple[str, str], tags: tuple[str, ...] = ()) -> list[list[str | None]]:
    """Who says each piece of speech, by chapter. A chapter is its title and its text."""
    made = tuple(Chapter(title, text) for title, text in chapters)
    spans = tuple(map(segment, made))
    people = characters.find_characters(made, spans, Metadata(tags=tags))
    lines = attribute_speakers(made, spans, people)
    return [
        [line.speaker for line in each if line.span.kind in SPOKEN_BY_CHARACTERS] for each in lines
    ]


def people(text: str, *tags: str) -> dict[str, Gender]:
    made = (Chapter("", text),)
    found = characters.find_characters(made, tuple(map(segment, made)), Metadata(tags=tags))
    return {person.name: person.gender for person in found}


class TestTurns:
    """Tellers who take turns."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Mira's POV", "Oskar's POV"),
            ("POV: Mira", "POV: Oskar"),
            ("~ Mira's Point of View ~", "~ Oskar's Point of View ~"),
            ("**MIRA**", "**OSKAR**"),
            ("*Mira*", "*Oskar*"),
            ("Mira", "Oskar"),
            ("(Mira)", "(Oskar)"),
        ],
    )
    def test_a_line_gives_somebody_the_word(self, one: str, other: str) -> None:
        """Behind a line with a name, "I" is its bearer, within a chapter too."""
        text = f"{one}\n\n{LAMP}\n\n* * *\n\n{other}\n\n{CHAIR}"
        lamp, chair = ["Oskar", "Mira", "Oskar"], ["Mira", "Oskar", "Mira", "Oskar"]
        assert told(("", text)) == [lamp + chair]

    @pytest.mark.parametrize(
        "opening",
        ["", "Odile Marsh is my name. ", "I'm Odile, and ", "They call me Odile. "],
    )
    def test_tellers_without_a_label(self, opening: str) -> None:
        """Each is called by name once, and tells of the other."""
        kiln, clay = told(("", KILN.format(opening)), ("", CLAY))
        assert kiln == ["Rufus", "Odile", "Rufus", "Odile"]
        assert clay == ["Odile", "Rufus", "Odile"]

    def test_who_is_greeted_once_tells_nothing(self) -> None:
        """Pieter, called over the water, takes no chapter from its teller."""
        call = (
            "I sold nothing all day. Rufus slept in the boat, and Rufus snored.\n\n"
            '"Evening, Pieter!" shouted Rufus when he woke.\n\n"He can\'t hear you," I said.\n\n'
            '"He never could, Odile," said Rufus.'
        )
        parts = ("", KILN.format("")), ("", call), ("", KILN.format(""))
        assert told(*parts)[1] == ["Rufus", "Odile", "Rufus"]

    def test_a_bold_line_needs_no_break_before_it(self) -> None:
        """A name without a stop, alone on its line, gives its bearer the word anywhere."""
        text = f"**Mira**\n\n{LAMP}\n\n**Oskar**\n\n{CHAIR}"
        lamp, chair = ["Oskar", "Mira", "Oskar"], ["Mira", "Oskar", "Mira", "Oskar"]
        assert told(("", text)) == [lamp + chair]

    @pytest.mark.parametrize(
        ("one", "other"), [("**Runa**", "**Oskar**"), ("Runa POV", "Oskar POV")]
    )
    def test_a_label_may_hold_a_name_that_nothing_else_tells(self, one: str, other: str) -> None:
        """Nobody calls Runa by name, and Oskar says only "she"."""
        lamp = LAMP.replace("here, Mira", "here")
        chair = CHAIR.replace(", Mira", "")
        (said,) = told(("", f"{one}\n\n{lamp}\n\n{other}\n\n{chair}"))
        assert said[:3] == ["Oskar", "Runa", "Oskar"]
        assert said[4] == "Oskar"

    def test_lone_lines_are_no_names_by_themselves(self) -> None:
        """Of "Runa" and "Harbour" nothing tells that either is somebody."""
        (said,) = told(("", f"**Runa**\n\n{LAMP}\n\n**Harbour**\n\n{LAMP}"))
        assert not {"Runa", "Harbour"} & set(said)

    def test_a_name_with_a_stop_is_no_label(self) -> None:
        """ "Oskar." may be all that one who tells of him has to say."""
        text = f"{LAMP}\n\nOskar.\n\nI knew it.\n\nOskar.\n\n{LAMP}"
        assert told(("", text)) == [["Oskar", "Mira", "Oskar"] * 2]

    def test_who_is_asked_for_a_name_does_not_call_the_teller(self) -> None:
        """ "Your name?" I asked. "Tove." : that is the stranger's."""
        text = (
            "I had the gate to keep, and I kept it. A girl came up out of the snow.\n\n"
            '"Your name?" I asked.\n\n"Tove." She stamped her feet. "Of the low farm."\n\n'
            '"You are late," I said.\n\n"I walked," said the girl. I let her in.'
        )
        assert "Tove" not in told(("", text))[0][::2]

    def test_chapters_are_called_after_their_tellers(self) -> None:
        """Titles that are names say who tells."""
        (lamp, chair) = told(("Chapter 1: Mira", LAMP), ("Chapter 2: Oskar", CHAIR))
        assert (lamp[1], chair[1]) == ("Mira", "Oskar")

    def test_a_chapter_may_be_called_after_somebody_else(self) -> None:
        """One title that is a name makes its bearer no teller."""
        (lamp, chair) = told(
            ("The Lamp", LAMP), ("Oskar", LAMP.replace("lamp", "fire")), ("The End", LAMP)
        )[:2]
        assert (lamp[1], chair[1]) == ("Mira", "Mira")

    def test_what_the_others_call_them(self) -> None:
        """Where nothing says so, "I" is whom the others call by name in the chapter."""
        jonah = (
            "I met Halloran on the ferry. I had no coat and he had two, and I took one.\n\n"
            '"Keep it, Jonah," said Halloran.\n\n"I\'ll bring it back," I said.\n\n'
            '"No you won\'t, Jonah." Halloran laughed at me.'
        )
        halloran = (
            "I saw the green coat again in May. Jonah was in it, asleep on my step.\n\n"
            '"Morning, Halloran," said Jonah.\n\n"You brought it back," I said.\n\n'
            '"I said I would, Halloran," Jonah said.'
        )
        (first, second) = told(("Chapter 1", jonah), ("Chapter 2", halloran))
        assert first == ["Halloran", "Jonah", "Halloran"]
        assert second == ["Jonah", "Halloran", "Jonah"]

    def test_a_letter_makes_no_teller(self) -> None:
        """A chapter full of "I" in a story that nobody tells gives nobody the word."""
        room = 'Mara came in. "It leaks," said Mara. Tobin looked up. "It does," Tobin said.'
        letter = "I am well. I hope that you are. I have seen my aunt, and I liked her. " * 9
        lines = told(("1", room), ("2", room), ("3", letter), ("4", room))
        assert lines[3] == lines[0] == ["Mara", "Tobin"]


class TestFirstPerson:
    def test_nobody_calls_the_teller_by_a_name_that_the_teller_says(self) -> None:
        """Whom the teller speaks to is not the teller."""
        text = (
            'I sat down by the bed and I waited. "Good evening, Miss Vane," I said.\n\n'
            '"Is it?" said Clara.\n\n"Miss Vane, I have your letters," I told her.\n\n'
            '"You read them," said Clara. She looked at me.'
        )
        assert told(("", text))[0] == [NARRATOR, "Clara", NARRATOR, "Clara"]

    def test_he_said_is_never_the_teller(self) -> None:
        """What "he said" belongs to somebody else than "I"."""
        text = f'{LAMP}\n\n"Go to bed," he said.'
        assert told(("", text))[0][-1] == "Oskar"


class TestSecondPerson:
    def test_you_are_one_speaker(self) -> None:
        """ "You say" is one speaker, and none of the others."""
        assert told(("", STAIRS))[0] == ["Petra", "You", "Petra", "Petra", "You"]

    def test_the_reader_has_a_gender_by_the_tags(self) -> None:
        """The tags of a story say who its reader is."""
        assert people(STAIRS, "Gender-Neutral Reader")["You"] is Gender.NEUTRAL
        assert people(STAIRS, "Fem!Reader", "Fluff")["You"] is Gender.FEMALE

    @pytest.mark.parametrize("blank", ["Y/N", "(y/n)", "[Name]", "____"])
    def test_a_blank_is_the_readers_name(self, blank: str) -> None:
        """Whoever is called by a blank for the reader's name is "you"."""
        text = STAIRS + f'\n\n"Well done, {blank}," says Petra.\n\n"Thanks," you say.\n\n'
        text += f'"Hold this, {blank}," says Petra.'
        speakers = told(("", text))[0]
        assert speakers[1] == speakers[4] == speakers[6] != "Petra"

    def test_you_in_talk_is_whoever_is_spoken_to(self) -> None:
        """ "You" that only people say makes no second-person story."""
        text = '"You said you would," said Mara. Tobin sighed. "You said you would, too."'
        assert "You" not in people(text)


class TestThey:
    COUNTER = (
        "Sam Orel wiped the counter. They had been wiping it for an hour. Ruth sat at the table "
        "with her hat on.\n\n"
        '"We\'re closing," said Sam.\n\n"You always say that," said Ruth.\n\n'
        '"It\'s always true." They hung up the cloth.\n\n"One more?" she asked.\n\n'
        '"No," they said. They took the cup.\n\n"I could sweep," Ruth offered.\n\n'
        '"Brooms are in the back," they told her. Sam threw the cloth at her.'
    )

    def test_one_who_is_they(self) -> None:
        """ "They said" of one person is that person, who is neither he nor she."""
        sam = next(name for name in people(self.COUNTER) if "Sam" in name)
        assert people(self.COUNTER)[sam] is Gender.NEUTRAL
        assert told(("", self.COUNTER))[0] == [sam, "Ruth", sam, "Ruth", sam, "Ruth", sam]

    def test_a_crowd_is_the_narrators(self) -> None:
        """Several who speak as one are read by the narrator, and make nobody a they."""
        text = (
            "Coach Ibarra blew the whistle. The boys came in from the field. Ibarra counted.\n\n"
            '"Where is Devin?" asked Ibarra.\n\n"Sick!" they shouted.\n\n"All week?"\n\n'
            '"All week," they said.\n\nThe twins laughed. "We did nothing," they said.'
        )
        assert people(text)["Ibarra"] is not Gender.NEUTRAL
        lines = told(("", text))[0]
        assert lines[1] == lines[3] == lines[4] == NARRATOR

    def test_a_crowd_beside_one_who_is_they(self) -> None:
        """ "They all said" are several, though somebody is they alone."""
        text = self.COUNTER + '\n\nThe guests came in. "Open up!" they all shouted.'
        assert told(("", text))[0][-1] == NARRATOR

    @pytest.mark.parametrize(
        ("subject", "owner", "other"),
        [("xe", "xyr", "xem"), ("fae", "faer", "faer"), ("ey", "eir", "em"), ("ze", "hir", "zir")],
    )
    def test_other_pronouns(self, subject: str, owner: str, other: str) -> None:
        """Xe, fae, ey and ze tell of a person as he and she do."""
        xe = subject.capitalize()
        text = (
            f"Arden fired the kiln. {xe} wiped {owner} hands.\n\n"
            f'"It will crack," said Marlow. She sighed.\n\n"It won\'t," {subject} said. Arden '
            f"leaned on {owner} broom, and Marlow looked at {other}.\n\n"
            f'"I told you so," she said.\n\n"You did," {subject} told her.'
        )
        assert people(text)["Arden"] is Gender.NEUTRAL
        assert told(("", text))[0] == ["Marlow", "Arden", "Marlow", "Arden"]

    def test_the_files_own_tags(self) -> None:
        """Tags tell whose pronouns are they, where the text has no others."""
        text = '"It leaks," said Lark.\n\n"It floats," said Bren. He laughed.'
        tags = ("They/Them Pronouns for Lark Tanner", "Nonbinary Bren")
        assert people(text, *tags)["Lark"] is Gender.NEUTRAL

    def test_the_text_stands_against_the_tags(self) -> None:
        """Somebody who is "he" all the time is no they, whatever the tags say."""
        text = '"It leaks," said Bren. He laughed.\n\n' * 4
        assert people(text, "They/Them Pronouns for Bren")["Bren"] is Gender.MALE
