"""How much each rule counts: weights for the numbers of `features`, in nats."""

from __future__ import annotations

from fic_audio.script.attribute.features import Features

WEIGHTS: dict[str, float] = {
    "addressed": -3.09, "answers": 2.15, "around": 1.61, "back_adjacent_bare": 3.62,
    "back_adjacent_hinted": 2.32, "back_adjacent_tagged": 1.05, "back_far_hinted": 0.18,
    "back_near_bare": 1.59, "back_near_hinted": 1.30, "back_near_tagged": 0.61, "beat": 1.83,
    "beat_gender": 0.18, "beat_me": 0.67, "beat_next": -0.99, "beat_noun": 0.09,
    "beat_unknown_noun": -0.20, "continues": 2.55, "distance": 0.05, "gender_rank_0": 0.74,
    "gender_rank_1": 0.71, "gender_rank_2": 0.78, "gender_rank_3": 0.77, "gender_subject_0": 1.32,
    "gender_subject_1": 0.89, "gender_subject_2": 0.57, "gender_subject_3": 0.21, "intro": 2.69,
    "intro_gender": 2.42, "intro_me": 0.52, "later": 0.07, "later_gender": 0.14, "later_me": 0.19,
    "later_noun": -0.24, "lead": 2.12, "lead_gender": 0.30, "lead_in": 1.42,
    "lead_in_gender": 0.91, "lead_in_me": -0.26, "lead_in_object": 0.15, "lead_me": -0.27,
    "lead_noun": -0.27, "narrates": 0.81, "narrator_he": -2.50, "quoted": -1.91, "rank_0": 0.78,
    "rank_1": 0.55, "rank_2": 0.10, "rank_3": -0.36, "rank_4": -1.14, "same_adjacent_bare": -1.08,
    "same_adjacent_hinted": 0.32, "same_adjacent_tagged": -0.44, "same_far_bare": 0.26,
    "same_far_hinted": 0.35, "same_far_tagged": -0.15, "same_near_bare": 1.94,
    "same_near_hinted": 1.09, "same_near_tagged": 0.64, "share": 1.36, "tag": 5.39,
    "tag_gender": 1.21, "tag_me": 3.23, "tag_noun": 1.34, "tag_unknown_noun": -0.14,
    "talked_of": -0.13, "told": -1.09, "turns_to": 0.32, "unseen": 0.06, "was_told": 0.58,
}  # fmt: skip


def weigh(features: Features) -> float:
    """The score of a candidate or a transition, in nats."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
