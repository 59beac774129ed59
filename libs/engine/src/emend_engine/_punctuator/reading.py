"""What stages ask the network about the words of a transcript, and what they are told."""

from __future__ import annotations

from typing import NamedTuple

from emend_engine._punctuator.network import Scores


class Question(NamedTuple):
    """What the network reads at once: equal questions have equal answers."""

    turns: tuple[tuple[str, ...], ...]
    """The words in lower case of one voice each; a capital says that a word is a name, whatever
    the model knows of it."""
    ends: bool
    """Whether the speech ends with the last; otherwise it goes on, and nothing is known of how."""


class Reading(NamedTuple):
    """Positions of the spoken words of English turns, and how the network reads them."""

    turns: list[list[int]]
    question: Question
    sizes: list[int]
    """How many words each token is read as: "the 21st of may" as four."""
    reaches_end: bool
    """Whether no spoken word comes after the last turn."""


class Scored(NamedTuple):
    """Positions of the spoken words of English turns, and the network's scores of them all."""

    turns: list[list[int]]
    scores: Scores
    reaches_end: bool
    """Whether no spoken word comes after the last turn."""
