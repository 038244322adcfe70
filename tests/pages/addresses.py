"""Which addresses are pages, and which of them the small city has an occasion for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from tests.test_access import PATTERNS

#: answers that are no pages: files, machines' answers, what only a form may ask
NO_PAGES = {
    "alive", "ready", "city:logo", "plans:pdf", "evidence:file", "evaluations:form_pdf",
    "evaluations:document_pdf", "organization:import_template", "organization:import_faulty",
    "documents:verification_typed", "evidence:own_sheet", "notifications:notification_open",
    "organization:code_sheet", "dialogue:calendar_feed", "services:poster",
    "surveys:paper_template", "surveys:paper_file_faulty", "surveys:report", "surveys:unit_report",
    "complaints:template", "complaints:file_faulty",
    "public:open_data",
}  # fmt: skip
#: pages that this small city has no occasion for; their own rooms look at them
WITHOUT_OCCASION = {
    "documents:verification", "organization:import_detail", "plans:start", "plans:copy",
    "organization:line_end",
}  # fmt: skip


def name_of(path: str) -> str:
    """Return the name of the page at an address; nothing where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def to_be_seen() -> set[str]:
    """Return the names of all pages that the visits have to reach."""
    pages = {name for name, pattern in PATTERNS.items() if is_page(pattern)}
    return pages - NO_PAGES - WITHOUT_OCCASION


def is_page(pattern: Any) -> bool:
    """Tell whether an address may be opened, by asking its view for what it allows."""
    view = pattern.callback
    request: Any = RequestFactory().options("/")
    try:
        refused = view(request, **dict.fromkeys(pattern.pattern.converters, 0))
    except Exception:  # noqa: BLE001 - it got past the question which methods are allowed
        return True
    return not isinstance(refused, HttpResponseNotAllowed) or "GET" in refused["Allow"]
