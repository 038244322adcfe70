"""Open data: the same figures as on the pages, as CSV and JSON, with their licence."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import HttpResponse, JsonResponse

from kinerja.complaints.queries import public_figures_of
from kinerja.cycles.queries import policy_on
from kinerja.public.queries import services as queries
from kinerja.public.queries.changes import newest_changes
from kinerja.public.queries.organizations import achievement_of
from kinerja.public.queries.units import units_on
from kinerja.surveys.periods import Span
from kinerja.surveys.privacy import FEWEST_PUBLIC

LICENCE = "Creative Commons Atribusi 4.0 (CC BY 4.0)"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.id"
QUARTERS = 8
#: rows of the longest list
LONGEST = 500
#: what begins so is a formula to a spreadsheet
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


class File(NamedTuple):
    """A file of open data: its title, and its rows on a day."""

    title: str
    rows: Callable[[dt.date], list[Row]]


def satisfaction(today: dt.date) -> list[Row]:
    """Return the index of each service and quarter, with interval, n and the nine means."""
    units = units_on(today)
    return [
        _index_row(span, line, line.figure)
        for span in _back(queries.newest_span(units, today))
        for line in queries.board_of(span, units).services
        if line.figure
    ]


def _index_row(span: Span, line: queries.Line, figure: Any) -> Row:
    means = {
        element.code: element.mean if element.n >= FEWEST_PUBLIC else None
        for element in figure.elements
    }
    return {
        "periode": span.code,
        "perangkat_daerah": line.unit,
        "layanan": line.name,
        "jawaban": figure.answers,
        "ikm": figure.index,
        "selang_bawah": figure.low,
        "selang_atas": figure.high,
        "mutu": figure.grade,
        "mutu_pasti": figure.is_certain,
        **{f"nrr_{code.lower()}": mean for code, mean in means.items()},
    }


def achievement(today: dt.date) -> list[Row]:
    """Return how many offices reached what in the newest rated period."""
    found = achievement_of(units_on(today).offices, least_cell=policy_on(today).privacy_min_cell)
    if found is None:
        return []
    return [
        {"periode": found.period, "capaian": word, "perangkat_daerah": count}
        for word, count in found.counts
    ]


def complaints(today: dt.date) -> list[Row]:
    """Return the complaints of each quarter: all, answered, in time, median working days."""
    units = units_on(today)
    least = policy_on(today).privacy_min_cell
    rows = []
    for span in _back(queries.newest_span(units, today)):
        total, by_class = public_figures_of(units.every, span.starts, span.ends, least_cell=least)
        named = {"SEMUA": total, **by_class} if total else {}
        rows += [_complaint_row(span, name, figure) for name, figure in named.items()]
    return rows


def _complaint_row(span: Span, name: str, figure: Any) -> Row:
    return {
        "periode": span.code,
        "jenis": name,
        "aduan": figure.n,
        "dijawab": figure.answered,
        "tepat_waktu_persen": figure.share,
        "selang_bawah": figure.low,
        "selang_atas": figure.high,
        "median_hari_kerja": figure.median_days,
    }


def changes(_today: dt.date) -> list[Row]:
    """Return what citizens asked for and what came of it."""
    return [
        {
            "layanan": one.service,
            "diminta": one.asked,
            "tindakan": one.action,
            "keadaan": one.state_label,
            "selesai": one.done_on,
        }
        for one in newest_changes(LONGEST)
    ]


FILES = {
    "kepuasan": File("Kepuasan per layanan dan unsur", satisfaction),
    "capaian": File("Capaian perangkat daerah", achievement),
    "aduan": File("Aduan dan waktu menjawab", complaints),
    "tindak-lanjut": File("Yang diminta dan yang diubah", changes),
}


def as_csv(name: str, rows: list[Row]) -> HttpResponse:
    """Return a file that spreadsheets open: UTF-8 with its mark, no cell is a formula."""
    written = io.StringIO()
    written.write(f"# {FILES[name].title}. Lisensi: {LICENCE} {LICENCE_URL}\r\n")
    table = csv.DictWriter(written, fieldnames=list(rows[0]) if rows else ["kosong"])
    table.writeheader()
    table.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    return _named(response, f"{name}.csv")


def as_json(name: str, rows: list[Row]) -> HttpResponse:
    """Return the same as JSON: numbers as numbers, unknown as null."""
    plain = [{key: _plain(value) for key, value in row.items()} for row in rows]
    content = {
        "judul": FILES[name].title,
        "lisensi": LICENCE,
        "lisensi_url": LICENCE_URL,
        "data": plain,
    }
    return _named(JsonResponse(content, json_dumps_params={"ensure_ascii": False}), f"{name}.json")


FORMS = {"csv": as_csv, "json": as_json}


def _back(newest: Span | None) -> Iterator[Span]:
    span = newest
    for _ in range(QUARTERS if newest else 0):
        assert span is not None
        yield span
        span = span.previous


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return response
