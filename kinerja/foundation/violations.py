"""What a broken constraint means, in one place: its name becomes a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError

from kinerja.foundation.refusals import Refusal


@contextmanager
def refusing(answers: Mapping[str, Refusal]) -> Iterator[None]:
    """Turn the violation of a named constraint into its refusal; let all others through."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        name = str(getattr(diagnosis, "constraint_name", None) or "")
        if name and name in answers:
            raise answers[name] from error
        raise
