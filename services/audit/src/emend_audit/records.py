"""What is recorded of requests to the audit service itself.

Proofs, tiles and checkpoints are open to everybody and are not recorded: a monitor that looks
every second would otherwise make the log grow every second.
"""

from __future__ import annotations

from emend_events import Activity
from emend_web import Audited, Routes

AUDITED: Routes = {
    ("GET", "/v1/audit/events"): Audited("audit.log.searched", Activity.READ),
    ("GET", "/v1/audit/trail/{transcript_id:path}"): Audited(
        "audit.trail.read", Activity.READ, "transcript_id"
    ),
    ("GET", "/v1/audit/export"): Audited("audit.log.exported", Activity.READ),
    ("GET", "/v1/audit/erasures"): Audited("audit.erasures.listed", Activity.READ),
    ("POST", "/v1/audit/erasures"): Audited("subject.erasure.requested", Activity.DELETE),
}
