"""Stories for measuring, made of a few sentences of our own: of any length, the same every time."""

import random

SENTENCES = (
    "The tram came late that night, and Petra ran for it.",
    "“Stop! Wait for me!” Petra cried.",
    "Nobody had ever asked the driver what he thought of snow; he would have told them.",
    "“Why should I listen?” Tom said.",
    "Across the harbour seven ships lay with their lamps unlit, and the oldest of them was hers.",
    "She said nothing.",
)


def tale(title: str, chapters: int, words: int) -> str:
    """A story of so many chapters of so many words each. No two paragraphs are the same."""
    chance = random.Random(f"{title} {chapters} {words}")
    parts = [f"Title: {title}\nAuthor: quill\n"]
    for number in range(1, chapters + 1):
        parts.append(f"\nChapter {number}\n")
        count = 0
        while count < words:
            said = " ".join(chance.choices(SENTENCES, k=chance.randint(1, 4)))
            paragraph = f"{said} It was {chance.randint(1, 9999)} o'clock."
            count += len(paragraph.split())
            parts.append(f"\n{paragraph}\n")
    return "".join(parts)
