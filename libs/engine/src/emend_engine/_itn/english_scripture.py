"""Books whose chapters and verses are read out as bare numbers; data only."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

BIBLE = word_set("""
    genesis exodus leviticus deuteronomy joshua judges ruth ezra nehemiah esther psalm psalms
    proverbs ecclesiastes isaiah jeremiah lamentations ezekiel daniel hosea joel amos obadiah
    jonah micah nahum habakkuk zephaniah haggai zechariah malachi matthew mark luke john acts
    romans galatians ephesians philippians colossians titus philemon hebrews james jude
    revelation revelations corinthians thessalonians
    """)
"""Books of the Bible, whose verses follow a colon: "john three sixteen"."""

NUMBERED_BOOKS = word_set("""
    samuel kings chronicles corinthians thessalonians timothy peter john maccabees
    """)
"""Books of which there are several: "first corinthians"."""

BOOK_NUMBERS = {"first": 1, "second": 2, "third": 3}

SCRIPTURES = word_set("""
    gita gītā bhagavatam bhāgavatam dhammapada ramayana rāmāyaṇa rigveda ṛgveda veda vedas
    samaveda yajurveda atharvaveda upanishad upanishads upaniṣad upaniṣads sutra sutras sūtra
    sūtras chandogya chāndogya brihadaranyaka bṛhadāraṇyaka taittiriya taittirīya mandukya
    māṇḍūkya mundaka muṇḍaka katha kaṭha kena prashna praśna aitareya shvetashvatara svetasvatara
    śvetāśvatara karika kārikā karikas quran qur'an
    """)
"""Texts whose parts are joined by points: "gita two forty seven"."""

PSALMS = frozenset(("psalm", "psalms"))
