"""How much each rule counts: weights for the numbers of `features`, in nats."""

from __future__ import annotations

from fic_audio.script.attribute.features import Features

WEIGHTS: dict[str, float] = {
    "addressed": -3.09, "answers": 1.56, "around": 1.50, "back_adjacent_bare": 3.37,
    "back_adjacent_hinted": 2.09, "back_adjacent_tagged": 0.87, "back_far_bare": -0.05,
    "back_far_hinted": 0.15, "back_far_tagged": -0.25, "back_near_bare": 1.52,
    "back_near_hinted": 1.12, "back_near_tagged": 0.54, "beat": 1.83, "beat_gender": 0.28,
    "beat_me": 0.63, "beat_next": -0.70, "beat_noun": 0.07, "beat_unknown_noun": -0.21,
    "continues": 2.55, "distance": -0.42, "gender_rank_0": 0.69, "gender_rank_1": 0.50,
    "gender_rank_2": 0.56, "gender_rank_3": 0.57, "gender_subject_0": 1.14,
    "gender_subject_1": 0.69, "gender_subject_2": 0.31, "gender_subject_3": 0.16, "intro": 0.57,
    "intro_gender": 1.03, "intro_me": 0.11, "introduced": 0.41, "later": 0.07,
    "later_gender": 0.09, "later_me": 0.21, "lead": 1.99, "lead_gender": 0.35, "lead_in": 1.49,
    "lead_in_gender": 0.96, "lead_in_me": -0.25, "lead_in_object": 0.22, "lead_me": -0.29,
    "lead_noun": -0.21, "narrates": 0.81, "narrator_he": -2.43, "quoted": -2.09, "rank_0": 0.57,
    "rank_1": 0.44, "rank_2": 0.11, "rank_3": -0.16, "rank_4": -0.60, "same_adjacent_bare": -1.35,
    "same_adjacent_hinted": 0.13, "same_adjacent_tagged": -0.50, "same_far_bare": 0.20,
    "same_far_hinted": 0.20, "same_near_bare": 1.95, "same_near_hinted": 0.89,
    "same_near_tagged": 0.58, "share": 0.89, "tag": 5.17, "tag_gender": 1.27, "tag_me": 3.18,
    "tag_noun": 1.41, "tag_unknown_noun": -0.17, "talked_of": 0.67, "told": -0.90,
    "turns_to": 0.28, "unseen": -0.36, "was_told": 0.60,
}  # fmt: skip


def weigh(features: Features) -> float:
    """The score of a candidate or a transition, in nats."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
