from collections.abc import Sequence

class MetadataResponse_v1:
    def __init__(
        self,
        brokers: Sequence[tuple[int, str, int, str | None]],
        controller_id: int,
        topics: Sequence[
            tuple[int, str, bool, Sequence[tuple[int, int, int, Sequence[int], Sequence[int]]]]
        ],
    ) -> None: ...
