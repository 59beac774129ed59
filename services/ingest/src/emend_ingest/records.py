"""What is recorded of HTTP requests."""

from __future__ import annotations

from emend_events import Activity
from emend_web import Audited, Routes

AUDITED: Routes = {
    ("POST", "/v1/transcripts"): Audited("transcript.upload.refused", Activity.CREATE),
    ("GET", "/v1/submissions/{transcript_id}"): Audited(
        "submission.read", Activity.READ, "transcript_id"
    ),
}
"""An accepted upload is recorded in the transaction that writes it."""
