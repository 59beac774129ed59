"""The HTTP interface over real rows, as its users meet it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from emend_bus import Delivery
from emend_events import Topic, TranscriptProcessed, TranscriptRejected
from emend_storage.sink import Writer

BuildPart = Callable[..., TranscriptProcessed]
Deliver = Callable[..., Delivery]
Store = Callable[..., Awaitable[None]]

pytestmark = pytest.mark.postgres

PATH = "/v1/transcripts"


async def test_a_transcript_is_shown_with_its_links(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part("um the gita", transcript_id="talk.2026:a-b"))
    shown = (await http.get(f"{PATH}/talk.2026:a-b")).json()
    assert (shown["transcript_id"], shown["state"]) == ("talk.2026:a-b", "completed")
    assert (shown["parts"], shown["parts_expected"], shown["words"]) == (1, 1, 3)
    assert shown["original"]["format"] == "whisper"
    for name, link in shown["links"].items():
        assert (await http.get(link)).status_code == 200, name


async def test_an_incomplete_transcript_says_how_far_it_is(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part(sequence=2))
    shown = (await http.get(f"{PATH}/talk-1")).json()
    assert (shown["state"], shown["parts"], shown["parts_expected"]) == ("receiving", 1, 3)


async def test_a_rejected_submission_is_shown_with_its_reason(
    http: httpx.AsyncClient, writer: Writer, deliver: Deliver
) -> None:
    event = TranscriptRejected(
        event_id=UUID(int=1),
        transcript_id="talk-9",
        rejected_by="emend-ingest",
        code="no_words",
        reason="It holds no words",
        hint="Check the recording",
    )
    await writer.write([deliver(event, topic=Topic.REJECTED)])
    shown = (await http.get(f"{PATH}/talk-9")).json()
    assert shown["state"] == "rejected"
    assert [each["reason"] for each in shown["rejections"]] == ["It holds no words"]
    assert (await http.get(f"{PATH}/talk-9.txt")).json()["code"] == "no_parts"


@pytest.mark.parametrize("name", ["unknown", "unknown.txt", "unknown/changes"])
async def test_an_unknown_transcript_is_a_problem_that_says_so(
    http: httpx.AsyncClient, name: str
) -> None:
    answer = await http.get(f"{PATH}/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_list_is_newest_first_and_comes_in_pages(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    start = build_part().submitted_at
    await store(
        *(
            build_part(
                transcript_id=f"talk-{place}", submitted_at=start + timedelta(seconds=place // 2)
            )
            for place in range(7)
        )
    )
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = (
            await http.get(PATH, params={"limit": 3} | ({"cursor": cursor} if cursor else {}))
        ).json()
        seen += [each["transcript_id"] for each in page["transcripts"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"talk-{place}" for place in reversed(range(7))]


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"state": "completed"}, ["b"]),
        ({"state": "receiving"}, ["a"]),
        ({"language": "de"}, []),
        ({"title": "GITA"}, ["b"]),
        ({"title": "100%"}, []),
        ({"since": "2026-11-24T10:00:00"}, ["a", "b"]),
        ({"since": "2026-11-25T00:00:00Z"}, []),
    ],
)
async def test_the_list_is_filtered(
    http: httpx.AsyncClient,
    store: Store,
    build_part: BuildPart,
    params: dict[str, str],
    found: list[str],
) -> None:
    await store(
        build_part(transcript_id="a", last=False, title=None),
        build_part(transcript_id="b", title="On the Gītā"),
    )
    page = (await http.get(PATH, params=params)).json()
    assert sorted(each["transcript_id"] for each in page["transcripts"]) == found


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=1000000000000000000000", "limit=x", "cursor=x", "cursor=%F0%9F%98%80"),
        *("cursor=W10", "cursor=WzEsMl0sM10", "cursor=WzFlMzA4LDFd", "cursor=bnVsbA"),
        *("state=lost", "since=yesterday", "since=9e999"),
        "cursor=" + "W" * 199,
    ],
)
async def test_an_impossible_request_is_a_problem(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.get(f"{PATH}?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["/a%00b", "/%F0%9F", "?title=%00", "?language=a%00"])
async def test_an_address_that_is_no_text_is_a_problem(
    http: httpx.AsyncClient, address: str
) -> None:
    answer = await http.get(f"{PATH}{address}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_address")


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
async def test_a_time_at_the_edge_of_the_calendar_is_answered(
    http: httpx.AsyncClient, since: str
) -> None:
    assert (await http.get(f"{PATH}?since={since}")).status_code in {200, 422}


async def test_changes_come_in_order_in_pages_and_by_rule(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part("um one um", sequence=0, last=False), build_part("um two", sequence=1))
    path = f"{PATH}/talk-1/changes"
    first = (await http.get(path, params={"limit": 2})).json()
    second = (await http.get(path, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    places = [(each["sequence"], each["number"]) for each in first["changes"] + second["changes"]]
    assert places == [(0, 0), (0, 1), (1, 0)]
    assert {each["confidence"] for each in first["changes"]} == {0.99}
    assert second["next_cursor"] is None
    for rule, count in (("fillers", 3), ("fillers.hesitation", 3), ("fill", 0)):
        assert len((await http.get(path, params={"rule": rule})).json()["changes"]) == count
    assert (await http.get(path, params={"cursor": "WzEsLTVd"})).status_code == 422


async def test_an_id_that_ends_like_an_extension_is_still_found(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part(transcript_id="a.json"), build_part("said", transcript_id="b.v1.2"))
    assert (await http.get(f"{PATH}/a.json")).json()["transcript_id"] == "a.json"
    assert (await http.get(f"{PATH}/a.json.json")).json()["schema"] == "emend.transcript/1"
    assert (await http.get(f"{PATH}/b.v1.2.txt")).text.endswith("said\n")


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [
        ("json", "application/json"),
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("srt", "application/x-subrip; charset=utf-8"),
        ("vtt", "text/vtt; charset=utf-8"),
        ("ttml", "application/ttml+xml; charset=utf-8"),
        ("sbv", "text/x-sbv; charset=utf-8"),
    ],
)
async def test_a_rendition_has_its_type_its_name_and_a_tag(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart, extension: str, media_type: str
) -> None:
    await store(build_part("om śānti", title="Śānti: a talk"))
    answer = await http.get(f"{PATH}/talk-1.{extension}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "śānti" in answer.text
    assert answer.headers["x-emend-complete"] == "true"
    name = f"filename*=UTF-8''%C5%9A%C4%81nti-a-talk.{extension}"
    assert answer.headers["content-disposition"].endswith(name)
    again = await http.get(
        f"{PATH}/talk-1.{extension}", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]


async def test_an_incomplete_transcript_renders_up_to_the_gap(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    one, two, three = (
        build_part(text, sequence=place, last=place == 2)
        for place, text in enumerate(("one", "two", "three"))
    )
    await store(one, three)
    before = await http.get(f"{PATH}/talk-1.txt")
    assert (before.text, before.headers["x-emend-complete"]) == ("S1: one\n", "false")
    await store(two)
    headers = {"If-None-Match": before.headers["etag"]}
    after = await http.get(f"{PATH}/talk-1.txt", headers=headers)
    assert after.headers["x-emend-complete"] == "true"
    assert after.text.split() == ["S1:", "one", "two", "three"]


async def test_the_json_counts_words_and_changes_through_the_whole(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part("um one", sequence=0, last=False), build_part("two um", sequence=1))
    whole = json.loads((await http.get(f"{PATH}/talk-1.json")).text)
    assert whole["transcript_id"] == "talk-1"
    assert [word["index"] for word in whole["words"]] == [0, 1, 2, 3]
    assert [(each["sequence"], each["first"]) for each in whole["changes"]] == [(0, 0), (1, 3)]


async def test_a_reader_may_ask_by_media_type(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part())
    for accept, kind in (
        ("text/vtt", "text/vtt"),
        ("text/plain;q=0.5, application/x-subrip", "application/x-subrip"),
        ("application/json, text/plain;q=0.9", "application/json"),
        ("*/*", "application/json"),
        ("nonsense;;q=,,", "application/json"),
    ):
        answer = await http.get(f"{PATH}/talk-1", headers={"Accept": accept})
        assert answer.headers["content-type"].partition(";")[0] == kind, accept


async def test_an_ending_that_is_no_rendition_names_those_that_are(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part())
    answer = await http.get(f"{PATH}/talk-1.pdf")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_rendition")
    assert ".pdf of talk-1; there are .json, " in answer.json()["detail"]
    assert (await http.get(f"{PATH}/talk-2.pdf")).json()["code"] == "not_found"


async def test_head_tells_what_get_would(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part())
    head = await http.head(f"{PATH}/talk-1.srt")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == (await http.get(f"{PATH}/talk-1.srt")).headers["etag"]
