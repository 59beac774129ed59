"""What captions must keep to, so that people can read them in time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaptionSettings:
    """The limits of a caption. Where speech leaves no time, captions run late, not over a limit.

    The defaults are those of most broadcasters' guides for adults (42 characters in two lines, 20
    characters a second, one to seven seconds, two frames of 25 a second between).
    """

    characters: int = 42
    """In a line. An ideograph or kana counts as two here and in the reading speed."""
    lines: int = 2
    characters_per_second: float = 20.0
    """Spaces and line breaks count."""
    min_ms: int = 1_000
    max_ms: int = 7_000
    gap_ms: int = 80
    """Between two captions."""
    max_delay_ms: int = 30_000
    """Later than this no caption begins: from there on reading speed and duration give way."""
    word_times: bool = False
    """Whether WebVTT and TTML also say when each word is spoken; no limit of a caption."""

    def __post_init__(self) -> None:
        """Refuse limits that no caption can keep.

        Raises:
            ValueError: with the value at fault.
        """
        for name, least in (("characters", 8), ("lines", 1), ("min_ms", 1), ("gap_ms", 0)):
            if getattr(self, name) < least:
                message = f"{name} is {getattr(self, name)}, but must be {least} or more"
                raise ValueError(message)
        if self.max_ms < self.min_ms:
            message = f"max_ms is {self.max_ms}, less than min_ms, {self.min_ms}"
            raise ValueError(message)
        if not self.characters_per_second > 0:
            message = f"characters_per_second is {self.characters_per_second}, but must be above 0"
            raise ValueError(message)

    @property
    def most_characters(self) -> int:
        """How many characters can be read before the longest caption ends."""
        return int(self.max_ms * self.characters_per_second // 1000)

    def reading_ms(self, characters: int) -> int:
        """Return how long that many characters stay, at least."""
        return max(self.min_ms, -int(-characters * 1000 // self.characters_per_second))


DEFAULT_CAPTIONS = CaptionSettings()
