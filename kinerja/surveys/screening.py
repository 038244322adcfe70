"""What people write about a service, without the numbers that lead to a person."""

from __future__ import annotations

from kinerja.foundation.screening import LONGEST, REMOVED, screened

__all__ = ["LONGEST", "REMOVED", "screened"]
