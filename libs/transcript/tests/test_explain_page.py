"""The explanation page in a real browser: it runs, highlights, filters, and obeys the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from emend_engine import Profile, process_transcript
from emend_transcript import Metadata, from_text, render_explanation

SPOKEN_WORDS = Profile("spoken-words", 1, ("fillers", "repeats", "lexicon", "itn"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOSTILE = "</script><img/src=x/onerror=document.title='owned'>"


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """A headless browser that this machine has."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser on the PATH: none of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Generator[Page]:
    """The page of a short talk, opened from a file; any error or request of its own fails."""
    transcript = from_text(f"um we met in two thousand five and the the gita {HOSTILE}", "en")
    result = process_transcript(transcript, SPOKEN_WORDS)
    file = tmp_path / "talk.html"
    file.write_text(render_explanation(result, Metadata(title=HOSTILE)), encoding="utf-8")
    opened = browser.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda message: troubles.append(message.text))
    opened.on("request", lambda request: troubles.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert troubles == [file.as_uri()]


def lit(page: Page) -> list[str]:
    """Return what is highlighted."""
    return page.locator(".lit").all_inner_texts()


def test_pointing_at_a_token_highlights_its_words(page: Page) -> None:
    page.get_by_text("2005", exact=True).first.hover()
    assert lit(page) == ["two", "thousand", "five", "2005"]
    page.locator("i", has_text="thousand").hover()
    assert lit(page) == ["two", "thousand", "five", "2005"]


def test_choosing_a_token_says_what_was_done(page: Page) -> None:
    page.get_by_text("2005", exact=True).first.click()
    card = page.locator("#panel .change")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("two thousand five → 2005")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_the_keyboard_walks_from_change_to_change_and_back(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("#panel .change del")).to_have_text("um")
    page.keyboard.press("j")
    expect(page.locator("#panel .change del")).to_have_text("two thousand five")
    expect(page.locator(":focus")).to_have_text("2005")
    page.keyboard.press("k")
    expect(page.locator("#panel .change del")).to_have_text("um")


def test_a_stage_that_is_unticked_is_not_shown(page: Page) -> None:
    page.locator("summary").click()
    before = page.locator(".all .change:visible").count()
    page.get_by_label("fillers").uncheck()
    expect(page.locator(".all .change:visible")).to_have_count(before - 1)
    expect(page.get_by_text("um", exact=True).first).to_have_class("gone off")
    page.keyboard.press("Escape")
    page.locator("body").press("j")
    expect(page.locator("#panel .change del")).not_to_have_text("um")


def test_hostile_text_runs_nothing(page: Page) -> None:
    assert HOSTILE in page.locator("h1").inner_text()
    assert page.locator("img").count() == 0
    assert "owned" not in page.title().replace(HOSTILE, "")


def test_it_reads_in_the_dark_and_on_a_narrow_screen(page: Page) -> None:
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
