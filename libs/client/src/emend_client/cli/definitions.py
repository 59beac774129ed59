"""``emend profile`` and ``emend vocabulary``: what users define, in files and on the platform."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from emend_client._errors import FileProblem
from emend_client.cli.output import AsJson, console, put, put_json, say, table

if TYPE_CHECKING:
    from emend_client._definitions import Definitions
    from emend_client._documents import Noun

T = TypeVar("T")

NameOption = Annotated[
    str | None, typer.Option("--name", help="Else what the file says, else the file's own.")
]


def register(app: typer.Typer) -> None:
    """Add both groups."""
    app.add_typer(_group("profile"))
    app.add_typer(_group("vocabulary"))


def _group(noun: Noun) -> typer.Typer:
    group = typer.Typer(
        name=noun,
        help=f"Define and publish {'how to correct' if noun == 'profile' else 'terms'}.",
        no_args_is_help=True,
    )
    epilog = f"Examples:\n\n  emend {noun} put mine.yaml\n\n  emend {noun} show mine@2"
    for command in (_put, _list, _show, _versions, _validate, _delete):
        made = command(noun)
        group.command(command.__name__.strip("_"), epilog=epilog)(made)
    if noun == "profile":
        group.command("rules")(_rules)
    return group


def _rules(as_json: AsJson = False) -> None:
    """List every rule with its version; a profile switches off those it names in "without".

    --json prints a list of {"rule", "stage", "version", "does"}.
    """
    from emend_engine import RULES

    if as_json:
        put_json(
            [
                {
                    "rule": name,
                    "stage": name.partition(".")[0],
                    "version": rule.version,
                    "does": rule.does,
                }
                for name, rule in RULES.items()
            ]
        )
        return
    rows = table("", "rule", "version", "what it does", right=("version",))
    for name, rule in RULES.items():
        rows.add_row(name, str(rule.version), rule.does)
    console().print(rows)


def _put(noun: Noun) -> Callable[..., None]:
    def put_one(
        file: Annotated[str, typer.Argument(help="YAML or JSON; terms also CSV, TSV or TXT.")],
        name: NameOption = None,
        expected: Annotated[
            str | None,
            typer.Option("--expect", help="Only if this is the newest version: NAME@3."),
        ] = None,
        only_new: Annotated[
            bool, typer.Option("--new", help="Only if there is none of this name.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """Publish a file as the next version; the same again changes nothing.

        --json prints {"name", "version", "label", "digest", "built_in",
        "retired", "changed_at"}.
        """
        found, document = _checked(noun, file, name)
        answer = _ask(
            noun, lambda all_: all_.put(found, document, expected=expected, only_new=only_new)
        )
        put_json(answer) if as_json else put(answer["label"])

    return put_one


def _list(noun: Noun) -> Callable[..., None]:
    def list_all(as_json: AsJson = False) -> None:
        """List the newest version of every name in use.

        --json prints a list of what put prints.
        """
        _rows(_ask(noun, lambda all_: all_.list()), as_json=as_json)

    return list_all


def _show(noun: Noun) -> Callable[..., None]:
    def show(
        name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or NAME@VERSION.")],
        as_json: AsJson = False,
    ) -> None:
        """Print one as YAML, ready to be changed and put again.

        --json prints what put prints, with "document".
        """
        answer = _ask(noun, lambda all_: all_.show(name))
        if as_json:
            put_json(answer)
            return
        import yaml

        put(yaml.safe_dump(answer["document"], allow_unicode=True, sort_keys=False))

    return show


def _versions(noun: Noun) -> Callable[..., None]:
    def versions(
        name: Annotated[str, typer.Argument(metavar="NAME")], as_json: AsJson = False
    ) -> None:
        """List every version of a name, retired ones too."""
        _rows(_ask(noun, lambda all_: all_.versions(name)), as_json=as_json)

    return versions


def _validate(noun: Noun) -> Callable[..., None]:
    def validate(
        file: Annotated[str, typer.Argument(help="YAML or JSON; terms also CSV, TSV or TXT.")],
        name: NameOption = None,
        as_json: AsJson = False,
    ) -> None:
        """Check a file here, without the platform; exit code 1 where it is not valid.

        --json prints {"file", "name", "valid", "warnings", "error": null or {"code", "message",
        "location", "hint"}}.
        """
        report: dict[str, Any] = {"file": file, "name": name, "valid": False, "warnings": []}
        try:
            found, _, warnings = _read(noun, file, name)
        except FileProblem as problem:
            if not as_json:
                raise
            put_json(report | {"error": problem.report})
            raise typer.Exit(1) from None
        if as_json:
            valid = {"name": found, "valid": True, "warnings": warnings, "error": None}
            put_json(report | valid)
            return
        _warn(file, warnings)
        say(f"{file}: {noun} {found} is valid")

    return validate


def _delete(noun: Noun) -> Callable[..., None]:
    def delete(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
        """Take a name out of use; its versions stay, for the transcripts that name them."""
        _ask(noun, lambda all_: all_.delete(name))
        say(f"{noun} {name} is out of use")

    return delete


def _checked(noun: Noun, file: str, name: str | None) -> tuple[str, Mapping[str, Any]]:
    """Return a file's name and document, whole and valid; say what is probably not meant."""
    found, document, warnings = _read(noun, file, name)
    _warn(file, warnings)
    return found, document


def _read(noun: Noun, file: str, name: str | None) -> tuple[str, Mapping[str, Any], Sequence[str]]:
    """Return a file's name and document, and what is probably not meant in it."""
    from dataclasses import asdict

    from emend_client._documents import read_profile, read_vocabulary
    from emend_engine import profile_to_dict, vocabulary_warnings

    if noun == "profile":
        profile = read_profile(file)
        return name or profile.name, profile_to_dict(profile), ()
    vocabulary = read_vocabulary(file)
    return name or vocabulary.name, asdict(vocabulary), list(vocabulary_warnings(vocabulary))


def _warn(file: str, warnings: Sequence[str]) -> None:
    for warning in warnings:
        say(f"{file}: {warning}")


def _rows(found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        put_json(found)
        return
    rows = table("", "name", "version", "changed", "", right=("version",))
    for one in found:
        state = "built in" if one["built_in"] else "retired" if one["retired"] else ""
        rows.add_row(one["name"], str(one["version"]), one["changed_at"] or "", state)
    console().print(rows)


def _ask(noun: Noun, question: Callable[[Definitions], Awaitable[T]]) -> T:
    from emend_client._definitions import open_definitions

    async def ask() -> T:
        async with open_definitions(noun) as definitions:
            return await question(definitions)

    return asyncio.run(ask())
