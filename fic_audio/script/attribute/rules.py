"""How much each rule counts: weights for the numbers of `features`, in nats."""

from __future__ import annotations

from fic_audio.script.attribute.features import Features

WEIGHTS: dict[str, float] = {
    "tag": 6.0, "lead": 3.5, "beat": 3.5, "tag_me": 6.0, "lead_me": 3.0, "beat_me": 2.0,
    "tag_gender": 3.0, "lead_gender": 2.0, "beat_gender": 1.5,
    "tag_noun": 2.0, "lead_noun": 1.0, "beat_noun": 0.7,
    "narrator_he": -2.0, "crowd": 0.0,
    "told": -2.5, "addressed": -3.0, "quoted": -1.0, "around": 0.5,
    "intro": 2.0, "intro_gender": 1.0, "intro_me": 1.0, "lead_in": 0.7, "lead_in_gender": 0.3,
    "lead_in_me": 0.3, "lead_in_object": 0.2, "beat_next": 0.4,
    "narrates": 0.3, "unseen": -1.5,
    "rank_0": 0.7, "rank_1": 0.6, "rank_2": 0.2, "rank_3": 0.0, "rank_4": -0.3, "distance": -0.5,
    "gender_rank_0": 1.0, "gender_rank_1": 0.3, "gender_rank_2": 0.0, "gender_rank_3": -0.2,
    "gender_subject_0": 0.8, "gender_subject_1": 0.2, "gender_subject_2": 0.0,
    "gender_subject_3": -0.2,
    "talked_of": -0.3, "share": 1.5,
    "continues": 6.0,
    "same_adjacent_tagged": -0.5, "same_adjacent_hinted": -0.8, "same_adjacent_bare": -2.0,
    "same_near_tagged": 0.0, "same_near_hinted": 0.0, "same_near_bare": -0.3,
    "back_adjacent_tagged": 0.3, "back_adjacent_hinted": 0.8, "back_adjacent_bare": 2.0,
    "back_near_tagged": 0.2, "back_near_hinted": 0.5, "back_near_bare": 0.8,
    "answers": 1.0, "was_told": 1.0, "turns_to": 1.0,
}  # fmt: skip


def weigh(features: Features) -> float:
    """The score of a candidate or a transition, in nats."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
