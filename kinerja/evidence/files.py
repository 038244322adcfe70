"""Where the bytes of evidence lie, and what kind of file they are."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OLD_OFFICE = {".xls": "application/vnd.ms-excel", ".doc": "application/msword"}
#: shown in the browser; all others are downloaded
INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


class Stored(NamedTuple):
    """Bytes that lie in the folder of files under the digest of their content."""

    key: str
    sha256: bytes
    size: int


def media_type(name: str, head: bytes) -> str | None:
    """Say what a file is by its first bytes, and by its name only among office files."""
    suffix = Path(name).suffix.lower()
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(ZIP):
        return OFFICE.get(suffix)
    return OLD_OFFICE.get(suffix) if head.startswith(OLE) else None


def store(upload: UploadedFile[bytes]) -> Stored:
    """Write the bytes once, under their digest, so that a power cut leaves a whole file or none."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    name = digest.hexdigest()
    key = f"{name[:2]}/{name}"
    target = settings.FILES / key
    if not target.exists():
        _write(upload, target)
    return Stored(key, digest.digest(), upload.size or 0)


def _write(upload: UploadedFile[bytes], target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    with draft.open("wb") as out:
        for chunk in upload.chunks():
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def opened(key: str) -> BinaryIO:
    """Open stored bytes. Raises FileNotFoundError."""
    return (settings.FILES / key).open("rb")
