"""What is recorded of HTTP requests."""

from __future__ import annotations

from emend_events import Activity
from emend_web import Audited, Routes

AUDITED: Routes = {
    ("GET", "/v1/transcripts"): Audited("transcripts.listed", Activity.READ),
    ("GET", "/v1/transcripts/{name}"): Audited("transcript.read", Activity.READ, "name"),
    ("GET", "/v1/transcripts/{transcript_id}/changes"): Audited(
        "transcript.changes.read", Activity.READ, "transcript_id"
    ),
    ("GET", "/v1/search"): Audited("transcripts.searched", Activity.READ),
}
