"""Reads XML into a tree of elements, safely: no document type, hence no entity of its own making.

Source: XML 1.0. What makes XML dangerous (entities that grow without end, external files) must be
declared in a document type; a file that has one is refused. Depth is bounded, attributes and
elements are known by their names without namespaces, as the caption formats differ in those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from emend_transcript._errors import ErrorCode, FormatError

MAX_DEPTH = 100
_HINT = "Write the file anew as well-formed XML in UTF-8."
_EMPTY_HINT = "Write the file without <!DOCTYPE …>."


@dataclass(slots=True)
class XmlElement:
    """An element; ``children`` are elements and the texts between them, in order."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[XmlElement | str] = field(default_factory=list["XmlElement | str"])

    def elements(self, name: str = "") -> Iterator[XmlElement]:
        """Yield the elements inside, those of a name if one is given."""
        for child in self.children:
            if isinstance(child, XmlElement) and name in {"", child.name}:
                yield child

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(one if isinstance(one, str) else one.text for one in self.children)


def root_name(text: str) -> str:
    """Return the name of the first element; empty if the text does not begin as XML does."""
    at = text.find("<")
    if text[:at].strip():
        return ""
    for _ in range(MAX_DEPTH):
        end = text.find("-->", at) + 3 if text.startswith("<!--", at) else text.find(">", at) + 1
        if at < 0 or not end or end < at:
            return ""
        if text[at + 1 : at + 2] not in {"?", "!"}:
            parts = text[at + 1 : min(end - 1, at + 200)].rstrip("/").split(maxsplit=1)
            return parts[0].rpartition(":")[2] if parts else ""
        at = text.find("<", end)
    return ""


def parse_xml(text: str) -> XmlElement:
    """Return the root.

    Raises:
        FormatError: ``bad_caption`` with the line that is not well-formed or declares a document
            type, ``too_deep``.
    """
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    builder = _Builder(parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - as expat has it
    except expat.ExpatError as error:
        reason = f"The XML is not well-formed: {expat.ErrorString(error.code)}"
        place = f"line {error.lineno}, column {error.offset + 1}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, place, _HINT) from None
    return next(builder.top.elements())


class _Builder:
    """Puts together what the parser comes upon."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self.top = XmlElement("", {}, 1)
        self._path = [self.top]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if len(self._path) > MAX_DEPTH:
            reason = "The XML nests too deep to be a transcript"
            raise FormatError(ErrorCode.TOO_DEEP, reason, f"line {line}")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = XmlElement(name.rpartition(" ")[2], plain, line)
        self._path[-1].children.append(element)
        self._path.append(element)

    def end(self, _: str) -> None:
        self._path.pop()

    def text(self, data: str) -> None:
        self._path[-1].children.append(data)

    def refuse(self, *_: object) -> None:
        place = f"line {self._parser.CurrentLineNumber}"
        reason = "The file declares a document type, which is not read since it could be an attack"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, place, _EMPTY_HINT)
