"""How content citizens are: the units and services of the city in a quarter that is over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from math import erfc, hypot, sqrt
from typing import Any

from bench.floor.frame import Visitor, page, rows
from bench.floor.words import SWAP, esc, today
from kinerja.ui.badges import badge

STARTS, BEFORE, LAST = dt.date(2026, 4, 1), dt.date(2026, 1, 1), dt.date(2026, 6, 30)
CODE, LABEL = "2026-2", "Triwulan II 2026"
SHOWN = "now.answers, now.index, now.low, now.high, now.grade, past.answers, past.index, past.low, past.high"
JOINED = """
LEFT JOIN survey_index now ON now.{0} = x.{1} AND now.starts = %s AND now.months = 3
  AND now.basis = 'RULED' AND NOT now.is_closed
LEFT JOIN survey_index past ON past.{0} = x.{1} AND past.starts = %s AND past.months = 3
  AND past.basis = 'RULED' AND NOT past.is_closed
"""
UNITS = f"""
SELECT x.unit_id, x.name, x.path, {SHOWN} FROM unit_period x {JOINED.format("unit_id", "unit_id")}
WHERE x.unit_id = ANY(%s) AND x.valid @> %s
  AND EXISTS (SELECT FROM survey_index i WHERE i.unit_id = x.unit_id) ORDER BY x.path
"""
SERVICES = f"""
SELECT x.id, x.name, u.name, x.served_a_year, count(*) OVER (), {SHOWN} FROM public_service x
JOIN unit_period u ON u.unit_id = x.unit_id AND u.valid @> %s {JOINED.format("service_id", "id")}
WHERE x.unit_id = ANY(%s) AND (x.state = 'OPEN' OR now.answers > 0)
ORDER BY CASE WHEN now.answers >= 10 THEN now.index END NULLS LAST, x.name, x.id LIMIT 50
"""
LABELS = {
    "A": ("sb", "Sangat baik"),
    "B": ("b", "Baik"),
    "C": ("bp", "Kurang baik"),
    "D": ("k", "Tidak baik"),
}
BADGES = {code: str(badge(f"{code} {label}", tone)) for code, (tone, label) in LABELS.items()}
LEAST = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal(65)), ("D", Decimal(0)))
ROMAN = ("I", "II", "III", "IV")
HEADINGS = """<thead><tr>
<th scope="col">{}</th>
<th scope="col" class="number">IKM</th>
<th scope="col">Rentang 95 %</th>
<th scope="col">Mutu</th>
<th scope="col" class="number">n</th>
<th scope="col">Sejak periode lalu</th>
</tr></thead>
<tbody>
"""
WHY = """<details class="why"><summary>Cara membaca tabel ini</summary><div>
<p>Angka di belakang “dari” pada kolom n adalah sampel minimum untuk jumlah warga yang dilayani. Rentang menunjukkan sejauh mana indeks bisa bergeser karena kebetulan.</p>
<p class="basis">PermenPANRB 14/2017; tabel Krejcie dan Morgan</p>
</div></details>
"""


def show(visitor: Visitor) -> str:
    seen = visitor.managed
    units = rows(UNITS, STARTS, BEFORE, seen, LAST)
    services = rows(SERVICES, LAST, STARTS, BEFORE, seen)
    options = "".join(f'<option value="{unit}">{esc(name)}</option>' for unit, name, *_ in units)
    unit, name, _, *shown = units[0]
    top = _row(f'<a href="/kepuasan/unit/{unit}/?periode={CODE}">{esc(name)}</a>', shown, None)
    listed = "".join(
        _row(
            f'<a href="/kepuasan/layanan/{id_}/?periode={CODE}">{esc(name)}</a>'
            f'<small class="muted">{esc(of)}</small>',
            shown,
            served,
        )
        for id_, name, of, served, _, *shown in services
    )
    total = services[0][4]
    main = f"""<div class="page-head">
<h1>Kepuasan warga</h1>
<p class="status-line">{LABEL}</p>
<p class="muted">Indeks Kepuasan Masyarakat (IKM), 25 sampai 100. Yang paling lemah di atas.</p>
</div>
<form class="filter-bar" method="get" role="search">
<div class="field"><label class="field__label" for="periode">Periode</label><select class="input input--20" id="periode" name="periode">{_periods(today())}</select></div>
<div class="field"><label class="field__label" for="unit">Unit</label><select class="input" id="unit" name="unit"><option value="">Semua unit Anda</option>{options}</select></div>
<button class="button button--secondary" type="submit">Saring</button>
</form>
<section class="section">
<div class="section-title"><h2>Unit</h2></div>
<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Indeks per unit</caption>
{HEADINGS.format("Unit")}{top}</tbody>
</table>
</div>
</section>
<section class="section">
<div class="section-title"><h2>Layanan</h2><p class="muted small">{total} layanan, dari yang terlemah</p></div>
<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Indeks per layanan, dari yang terlemah</caption>
{HEADINGS.format("Layanan")}{listed}</tbody>
</table>
</div>
<nav class="pagination" aria-label="Halaman">
<p>1–{min(50, total)} dari {total}</p>
</nav>
</section>
{WHY}"""
    return page("satisfaction", visitor, f"Kepuasan warga, {LABEL}", main)


def _row(name: str, shown: list[Any], served: int | None) -> str:
    answers, index, low, high, grade, *past = shown
    if index is None or answers < 10:
        words = "Belum cukup jawaban (kurang dari 10)" if answers else "Belum ada jawaban"
        return (
            f'<tr>\n<th scope="row">{name}</th>\n<td data-label="IKM" colspan="5">'
            f'<span class="muted">{words}</span></td>\n</tr>\n'
        )
    span = "belum bisa dihitung" if low is None else f"{_number(low, 1)}–{_number(high, 1)}"
    sure = low is not None and _grade(low) == _grade(high)
    least = f' <small class="muted">dari {_sample(served)}</small>' if served else ""
    return f"""<tr>
<th scope="row">{name}</th>
<td data-label="IKM" class="number"><b>{_number(index, 2)}</b></td>
<td data-label="Rentang 95 %">{span}</td>
<td data-label="Mutu">{BADGES[grade]}{"" if sure else ' <small class="muted">belum pasti</small>'}</td>
<td data-label="n" class="number">{_number(answers, 0)}{least}</td>
<td data-label="Sejak periode lalu">{_change(index, low, high, *past)}</td>
</tr>
"""


def _change(
    index: Any, low: Any, high: Any, answers: Any, before: Any, less: Any, more: Any
) -> str:
    if not answers or answers < 10 or before is None or low is None or less is None:
        return '<span class="muted">belum bisa dibandingkan</span>'
    moved = index - before
    if not moved:
        return 'tetap <small class="muted"></small>'
    sides = (index - low, more - before) if moved > 0 else (high - index, before - less)
    chance = erfc(float(abs(moved)) / hypot(*sides) * 1.959964 / sqrt(2))
    percent = f"{chance:.0%}".replace("%", " persen") if chance >= 0.005 else "kurang dari 1 persen"
    words = "bukan kebetulan" if chance < 0.05 else "bisa kebetulan"
    size = _number(abs(moved), 1 if abs(moved) >= Decimal("0.1") else 2)
    return (
        f"{'naik' if moved > 0 else 'turun'} {size} "
        f'<small class="muted">{words} ({percent})</small>'
    )


def _number(value: Any, places: int) -> str:
    return f"{value:,.{places}f}".translate(SWAP)


def _grade(index: Decimal) -> str:
    return next(grade for grade, least in LEAST if index >= least)


def _sample(served_a_year: int) -> int:
    people = max(1, served_a_year // 4)
    return int(0.96025 * people / (0.0025 * (people - 1) + 0.96025) + 0.5)


def _periods(on: dt.date) -> str:
    quarter, half = on.year * 4 + (on.month - 1) // 3, on.year * 2 + (on.month - 1) // 6
    found = [
        *(
            (f"{q // 4}-{q % 4 + 1}", f"Triwulan {ROMAN[q % 4]} {q // 4}")
            for q in range(quarter, quarter - 8, -1)
        ),
        *(
            (f"{h // 2}-S{h % 2 + 1}", f"Semester {ROMAN[h % 2]} {h // 2}")
            for h in range(half, half - 4, -1)
        ),
        *((f"{year}", f"Tahun {year}") for year in range(on.year, on.year - 3, -1)),
    ]
    return "".join(
        f'<option value="{code}"{" selected" if code == CODE else ""}>{label}</option>'
        for code, label in found
    )
