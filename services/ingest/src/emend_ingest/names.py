"""The names that users gave to profiles and vocabularies, as the topics tell them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from emend_bus import KafkaSettings, Table
from emend_engine import PROFILES
from emend_events import Codec, ProfileChanged, Topic, VocabularyChanged
from emend_ingest.domain.pinning import Known, pinned
from emend_ingest.domain.submission import Submission

Names: TypeAlias = Table[Any, Known]


@dataclass(frozen=True, slots=True)
class Pins:
    """Both tables; a built-in profile keeps its bare name, since it comes with the release."""

    profiles: Names
    vocabularies: Names

    async def pin(self, submission: Submission) -> Submission:
        """Return a submission with its bare names pinned to their newest versions.

        A name that is unknown even at the topic's end stays: post-processing refuses it.

        Raises:
            Unavailable: Kafka is away, so it cannot be told.
        """
        profile, vocabulary = submission.profile, submission.vocabulary
        if profile not in PROFILES:
            profile = await _pinned(profile, self.profiles)
        if vocabulary is not None:
            vocabulary = await _pinned(vocabulary, self.vocabularies)
        return replace(submission, profile=profile, vocabulary=vocabulary)


def create_pins(kafka: KafkaSettings, codec: Codec) -> Pins:
    """Return both tables, not read yet."""
    return Pins(
        Table(kafka, Topic.PROFILES, codec, ProfileChanged, _known),
        Table(kafka, Topic.VOCABULARIES, codec, VocabularyChanged, _known),
    )


def _known(event: ProfileChanged | VocabularyChanged) -> Known:
    return Known(event.name, event.version, event.retired)


async def _pinned(name: str, names: Names) -> str:
    if "@" in name:
        return name
    # What was published before the submission came counts, even if it was a moment ago.
    await names.refresh()
    return pinned(name, names.rows.values()) or name
