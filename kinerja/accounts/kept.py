"""What somebody had typed when the session or the form expired: given back, never stored."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest

LARGEST = 1_000_000
SALT = "kinerja.accounts.kept"
VALID_SECONDS = 24 * 3600
#: beginnings of names of fields that are never given back
SECRET = ("kata_sandi", "password", "smtp_password", "kode", "csrfmiddlewaretoken")
#: beginnings of paths whose forms are never given back: what is sealed must lie nowhere else
NEVER = ("/konseling/",)


class Kept(NamedTuple):
    """A form to send again: where it goes, what it says, whose it was where that is known."""

    path: str
    fields: list[tuple[str, str]]
    user_id: int | None


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed: no files, no passwords, at most 1 MB; else nothing."""
    if is_never_kept(request):
        return []
    try:
        lists = list(request.POST.lists())
    except (RequestDataTooBig, SuspiciousOperation, OSError):
        return []
    fields = [
        (name, str(value))
        for name, values in lists
        if not name.startswith(SECRET)
        for value in values
    ]
    size = sum(len(name) + len(value) for name, value in fields)
    return fields if size <= LARGEST else []


def is_never_kept(request: HttpRequest) -> bool:
    """Tell whether this page gives nothing back."""
    return request.path.startswith(NEVER)


def is_from_us(request: HttpRequest) -> bool:
    """Tell whether one of our own pages sent this."""
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if sender in settings.CSRF_TRUSTED_ORIGINS:
        return True
    return bool(sender) and urlsplit(sender).netloc == request.get_host()


def wrap(kept: Kept) -> str:
    """Return the form as a signed text that the sign-in page carries along."""
    return signing.dumps(list(kept), salt=SALT, compress=True)


def unwrap(token: str) -> Kept | None:
    """Return the form; None where the text is not ours or too old."""
    try:
        path, fields, user_id = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature:
        return None
    return Kept(path, [(name, value) for name, value in fields], user_id)
