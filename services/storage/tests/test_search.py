"""Search as people use it, and the snippets, which must be safe to show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_database import DatabaseSettings, Pool, create_pool
from emend_events import Codec, TranscriptProcessed
from emend_storage.app import SCHEMA, create_app
from emend_storage.renditions import Renderer
from emend_storage.search import fold, snippet
from emend_storage.web import Reader

BuildPart = Callable[..., TranscriptProcessed]
Store = Callable[..., Awaitable[None]]

SPOKEN = {
    "gita": "we read the Bhagavad Gītā today",
    "krishna": "Kṛṣṇa taught Arjuna in many teachings",
    "ramana": "who am I is the only question",
    "german": "die Lehre von Śaṅkara und das Selbst",
    "hindi": "भगवद् गीता का ज्ञान",
}


@pytest.mark.parametrize(
    ("text", "marked", "shown"),
    [
        ("the Gītā says", "the \x02Gita\x03 says", "the <mark>Gītā</mark> says"),
        ("a <b> Gītā", "a <b> \x02Gita\x03", "a &lt;b&gt; <mark>Gītā</mark>"),
        ("Gi\u0304ta\u0304 <", "\x02Gita\x03 <", "<mark>Gi\u0304ta\u0304</mark> &lt;"),
        ("nothing & none", "nothing & none", "nothing &amp; none"),
    ],
)
def test_a_snippet_marks_the_words_as_they_were_said(text: str, marked: str, shown: str) -> None:
    assert snippet(text, marked) == shown


def test_a_long_segment_is_cut_around_its_first_hit() -> None:
    text = "word " * 200 + "Gītā" + " word" * 200
    shown = snippet(text, fold(text).replace("Gita", "\x02Gita\x03"))
    assert shown.startswith("… word")
    assert shown.endswith(" …")
    assert "<mark>Gītā</mark>" in shown
    assert len(shown) < 300


@given(st.text(), st.text(alphabet=st.characters() | st.sampled_from("\x02\x03")))
def test_a_snippet_is_safe_whatever_was_said(text: str, marked: str) -> None:
    shown = snippet(text, marked).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in shown
    assert ">" not in shown


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gita", ["gita"]),
        ("Gītā", ["gita"]),
        ("GĪTĀ bhagavad", ["gita"]),
        ("krsna", ["krishna"]),
        ("teaching", ["krishna"]),
        ('"who am i"', ["ramana"]),
        ("the -question", ["gita"]),
        ("gita or self or selbst", ["german", "gita"]),
        ("sankara", ["german"]),
        ("गीता", ["hindi"]),
        ("absent", []),
        ("'; DROP TABLE segments; --gita", []),
        ("gita:* & | ! ( <->", ["gita"]),
    ],
)
async def test_words_are_found(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart, query: str, found: list[str]
) -> None:
    await store(*(build_part(text, transcript_id=name) for name, text in SPOKEN.items()))
    answer = await http.get("/v1/search", params={"q": query})
    assert answer.status_code == 200, answer.text
    assert sorted(hit["transcript_id"] for hit in answer.json()["results"]) == found


@pytest.mark.postgres
async def test_a_hit_says_where_it_is(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(build_part(SPOKEN["gita"], sequence=1, speaker="<i>"))
    (hit,) = (await http.get("/v1/search", params={"q": "gita"})).json()["results"]
    assert hit["snippet"] == "we read the Bhagavad <mark>Gītā</mark> today"
    assert (hit["title"], hit["speaker"], hit["start_ms"]) == ("A talk", "<i>", 60_000)


@pytest.mark.postgres
async def test_hits_come_in_pages_and_of_one_transcript(
    http: httpx.AsyncClient, store: Store, build_part: BuildPart
) -> None:
    await store(*(build_part(transcript_id=f"talk-{place}") for place in range(5)))
    seen: list[str] = []
    parameters = {"q": "gita", "limit": "2"}
    for _ in range(3):
        page = (await http.get("/v1/search", params=parameters)).json()
        assert page["total"] == 5
        seen += [hit["transcript_id"] for hit in page["results"]]
        parameters["cursor"] = page["next_cursor"] or ""
    assert sorted(seen) == [f"talk-{place}" for place in range(5)]
    assert not parameters["cursor"]
    only = {"q": "gita", "transcript_id": "talk-3"}
    assert (await http.get("/v1/search", params=only)).json()["total"] == 1
    only["transcript_id"] = "unknown"
    assert (await http.get("/v1/search", params=only)).status_code == 404


@pytest.mark.postgres
@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%20", "q=-gita", "q=...", "q=" + "a" * 2_000, "q=gita&cursor=x"],
)
async def test_a_query_without_a_word_is_a_problem(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.get(f"/v1/search?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.postgres
async def test_lists_and_searches_are_answered_by_the_replica(
    pool: Pool, codec: Codec, store: Store, build_part: BuildPart
) -> None:
    await store(build_part(SPOKEN["gita"]))
    settings = DatabaseSettings(url="postgresql://127.0.0.1:1/nothing")
    async with create_pool(settings, SCHEMA) as away:
        app = create_app(Reader(away, Renderer(away, codec), pool), {})
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://storage") as client:
            found = await client.get("/v1/search", params={"q": "gita"})
            listed = await client.get("/v1/transcripts")
            (row,) = listed.json()["transcripts"]
            shown = await client.get(f"/v1/transcripts/{row['transcript_id']}")
    assert found.json()["total"] == 1
    assert shown.status_code == 503
