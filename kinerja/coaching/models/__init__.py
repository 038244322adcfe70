"""What people say about each other's work, at any time."""

from __future__ import annotations

from kinerja.coaching.models.feedback import Feedback
from kinerja.coaching.models.report import FeedbackReport
from kinerja.coaching.models.request import FeedbackRequest

__all__ = ["Feedback", "FeedbackReport", "FeedbackRequest"]
