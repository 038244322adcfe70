"""How far each OPD is, and who holds it up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.floor.frame import Visitor, connection, page, rows
from bench.floor.team import YEAR
from bench.floor.words import CURRENT, esc, local, short, today, until

#: the work is the statement's; both servers run the same two, planned for their values
SQL = Path(__file__).resolve().parents[2] / "kinerja/dashboards/sql"
STAGES = (SQL / "count_stages.sql").read_text()
HOLDERS = (SQL / "list_holders.sql").read_text()
PERIODS = """
SELECT id, label, held @> %s, realization_due_on, evaluation_due_on FROM period WHERE year_id = %s
ORDER BY no
"""
WORDS = {
    "PLAN": "SKP menunggu persetujuan",
    "RATING": "Evaluasi diri menunggu penilaian",
    "DELIVERY": "Predikat menunggu diserahkan",
}
HEADINGS = (
    "Pegawai", "Tanpa SKP", "Draf", "Diajukan", "Disepakati", "Realisasi", "Dinilai", "Diterima",
)  # fmt: skip
TABLE = (
    '<div class="container">\n<table class="table table--cards table--inline table--stages">\n'
    '<caption class="visually-hidden">Kemajuan per perangkat daerah</caption>\n<thead><tr>\n'
    '<th scope="col">Perangkat daerah</th>\n'
    + "".join(f'<th scope="col" class="number">{name}</th>\n' for name in HEADINGS)
    + '<th scope="col">Paling lama menahan</th>\n</tr></thead>\n<tbody>\n'
)


def thousands(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def show(visitor: Visitor) -> str:
    on = today()
    year_id, year, _ = rows(YEAR, on.year)[0]
    periods = rows(PERIODS, on, year_id)
    period = next((one for one in periods if one[2]), periods[-1])
    units = list({*visitor.headed, *visitor.managed, *visitor.audited})
    given = {"units": units, "period": period[0], "year": year_id, "on_day": on, "opd": None}
    stages = connection.cursor().execute(STAGES, given, prepare=False).fetchall()
    holders = connection.cursor().execute(HOLDERS, given, prepare=False).fetchall()
    first: dict[int, Any] = {}
    for row in holders:
        first.setdefault(row[0], row)
    people, agreed, reported = (sum(row[no] for row in stages) for no in (2, 6, 7))
    rated = sum(row[9] + row[10] + row[11] for row in stages)
    label = period[1].lower().replace("triwulan ", "")
    title = f"Kemajuan triwulan {label.upper()} {year}"
    tabs = "".join(
        f'<li><a href="?periode={one[0]}"{CURRENT if one is period else ""}>'
        f"Triwulan {one[1].split()[-1]}</a></li>\n"
        for one in periods
    )
    main = f"""<div class="page-head">
<h1>{title}</h1>
<p class="status-line">SKP {agreed} dari {people} pegawai sudah disepakati, {rated} sudah dinilai.</p></div>
<nav class="tabs" aria-label="Periode"><ul role="list">
{tabs}</ul></nav>
<dl class="stats">
<div><dt>Pegawai</dt><dd>{thousands(people)}</dd><dd>{len(stages)} perangkat daerah</dd></div>
<div><dt>SKP disepakati</dt><dd>{thousands(agreed)} <small>dari {thousands(people)}</small></dd></div>
<div><dt>Realisasi terkirim</dt><dd>{thousands(reported)}</dd><dd>batas {short(period[3])}</dd></div>
<div><dt>Sudah dinilai</dt><dd>{thousands(rated)}</dd><dd>batas {short(period[4])}</dd></div>
</dl>
<section class="section">
<h2>Yang macet, dan siapa yang bisa membukanya</h2>
<ul class="task-list" role="list">
{"".join(_holder(row, on) for row in holders[:10])}</ul>
<p class="muted">Dan {len(holders) - 10} lainnya. Buka perangkat daerahnya untuk melihat semua.</p>
</section>
<section class="section">
<h2>Per perangkat daerah</h2>
{TABLE}{"".join(_row(row, first.get(row[0]), period[0], on) for row in stages)}</tbody>
</table>
</div>
</section>
"""
    return page("stages", visitor, "Kemajuan", main)


def _holder(row: tuple[Any, ...], on: Any) -> str:
    _, unit, _, name, stage, waiting, since = row
    at = local(since).date()
    return f"""<li>
<div class="stuck"><span class="stuck__count">{waiting}</span><div><p class="task-list__title">{WORDS[stage]}</p><p class="task-list__note"><b>{esc(name)}</b>, {esc(unit)}</p></div></div>
<div class="task-list__end"><span class="nowrap">sejak {short(at)}, {until(at, on)}</span></div>
</li>
"""


def _row(row: tuple[Any, ...], holder: tuple[Any, ...] | None, period: int, on: Any) -> str:
    unit, name, people, without, drafting, submitted, agreed, reported, *_ = row
    rated = row[9] + row[10] + row[11]
    stuck = '<span class="muted">tidak ada</span>'
    if holder:
        stuck = f"{esc(holder[3])}, {until(local(holder[6]).date(), on)}"
    return f"""<tr>
<th scope="row"><a href="/kemajuan/{unit}/?periode={period}">{esc(name)}</a></th>
<td class="number" data-label="Pegawai">{people}</td>
<td class="number" data-label="Tanpa SKP">{without}</td>
<td class="number" data-label="Draf">{drafting}</td>
<td class="number" data-label="Diajukan">{submitted}</td>
<td class="number" data-label="Disepakati">{agreed}</td>
<td class="number" data-label="Realisasi">{reported}</td>
<td class="number" data-label="Dinilai">{rated}</td>
<td class="number" data-label="Diterima">{row[11]}</td>
<td data-label="Paling lama menahan">{stuck}</td>
</tr>
"""
