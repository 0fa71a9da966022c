"""Which words with a capital are names: days and months that somebody is called."""

from __future__ import annotations

from tests.script.scripts import found

CALLED = (
    "I pointed to November. She frowned.\n\nI saw November, and she saw me.\n\n"
    'We asked November. "Row," she said.\n\n"Odo and November! She waits," said Odo.\n\n'
    "I turned to November, who smiled. She rowed.\n\n"
)


def test_a_month_may_be_a_name() -> None:
    """A month that stands again and again as no date does is somebody."""
    assert "November" in found(CALLED)


def test_a_month_with_dates_is_none() -> None:
    """A month that is as often a date stays one."""
    assert "November" not in found(CALLED + "We met in November. It rained on 3 November.\n\n")


def test_a_few_days_without_a_preposition_are_no_name() -> None:
    """ "Odo came Thursday" is not about somebody called Thursday."""
    text = 'Odo came Thursday. She frowned.\n\n"Was it Thursday?" Odo asked. She saw Thursday go.'
    assert "Thursday" not in found(text)
