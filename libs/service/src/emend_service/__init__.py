"""What services have alike around their work: a process, and records of what they were asked."""

from __future__ import annotations

from emend_service._process import Listening, Service, run_service, say_usage
from emend_service._records import OutboxRecords

__all__ = ["Listening", "OutboxRecords", "Service", "run_service", "say_usage"]
