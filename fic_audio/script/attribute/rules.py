"""How much each rule counts: weights for the numbers of `features`, in nats."""

from __future__ import annotations

from fic_audio.script.attribute.features import Features

WEIGHTS: dict[str, float] = {
    "addressed": -3.13, "answers": 2.06, "around": 1.52, "back_adjacent_bare": 3.50,
    "back_adjacent_hinted": 2.16, "back_adjacent_tagged": 0.88, "back_far_hinted": 0.09,
    "back_far_tagged": -0.24, "back_near_bare": 1.70, "back_near_hinted": 1.23,
    "back_near_tagged": 0.64, "beat": 1.89, "beat_gender": 0.15, "beat_me": 0.61,
    "beat_next": -0.76, "beat_unknown_noun": -0.21, "continues": 2.55, "distance": 0.07,
    "gender_rank_0": 0.76, "gender_rank_1": 0.64, "gender_rank_2": 0.77, "gender_rank_3": 0.77,
    "gender_subject_0": 1.38, "gender_subject_1": 0.91, "gender_subject_2": 0.47,
    "gender_subject_3": 0.18, "intro": 0.50, "intro_gender": 0.96, "intro_me": 0.12,
    "introduced": 0.44, "later": 0.09, "later_gender": 0.12, "later_me": 0.18, "lead": 2.07,
    "lead_gender": 0.27, "lead_in": 1.45, "lead_in_gender": 0.94, "lead_in_me": -0.27,
    "lead_in_object": 0.10, "lead_me": -0.25, "lead_noun": -0.27, "narrates": 0.85,
    "narrator_he": -2.43, "quoted": -2.06, "rank_0": 0.77, "rank_1": 0.60, "rank_2": 0.06,
    "rank_3": -0.43, "rank_4": -1.23, "same_adjacent_bare": -1.27, "same_adjacent_hinted": 0.19,
    "same_adjacent_tagged": -0.55, "same_far_bare": 0.36, "same_far_hinted": 0.22,
    "same_near_bare": 2.09, "same_near_hinted": 0.99, "same_near_tagged": 0.69, "share": 1.26,
    "tag": 5.24, "tag_gender": 1.18, "tag_me": 3.26, "tag_noun": 1.30, "tag_unknown_noun": -0.12,
    "told": -0.92, "turns_to": 0.25, "unseen": 0.23, "was_told": 0.57,
}  # fmt: skip


def weigh(features: Features) -> float:
    """The score of a candidate or a transition, in nats."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
