"""Spreadsheets as people write and send them to the rooms that take them."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinerja.organization.imports.waiting import SheetImport

Row = Sequence[str]


def csv_of(
    rows: Sequence[Row], *, name: str, delimiter: str = ";", encoding: str = "utf-8"
) -> SimpleUploadedFile:
    """Return a file of these rows; the first holds the headings."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode(encoding))


def send(client: Client, address: str, **given: Any) -> Any:
    """Send a form as its page does: with a key that counts once."""
    return client.post(address, {"kunci": str(uuid.uuid4()), **given})


def codes(source: SheetImport) -> dict[int, list[str]]:
    """Return what is wrong, by the line of the file."""
    return {no: [one["code"] for one in found] for no, _, found in source.faulty_rows}
