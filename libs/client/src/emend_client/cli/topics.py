"""A topic on the command line: its whole name, or its short one."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from emend_events import Topic

TopicName = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC",
        help="The topic, as in asr.transcript.submitted.v1, or its short name: submitted.",
        autocompletion=lambda: [name.split(".")[2] for name in _topic_names()],
    ),
]


def topic_named(name: str) -> Topic:
    """Return the topic that a name, whole or short, stands for; ``.dlq`` at its end is ignored.

    Raises:
        typer.BadParameter: there is none, or several.
    """
    from emend_events import Topic

    wanted = name.removesuffix(".dlq")
    found = [
        topic
        for topic in Topic
        if wanted in (str(topic), topic.split(".")[2]) or topic.startswith(f"{wanted}.")
    ]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"{name!r} may be any of {', '.join(found)}"
    else:
        message = f"no topic {name!r}; the topics are {', '.join(_topic_names())}"
    raise typer.BadParameter(message, param_hint="TOPIC")


def _topic_names() -> list[str]:
    from emend_events import Topic

    return [str(topic) for topic in Topic]
