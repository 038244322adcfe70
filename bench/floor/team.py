"""The team of an evaluator."""

from __future__ import annotations

from bench.floor.frame import Visitor, page, rows
from bench.floor.words import BADGE, CURRENT, esc, full, local, short, today, until

YEAR = """
SELECT id, year, plans_due_on FROM performance_year WHERE state = 'OPEN' AND year <= %s
ORDER BY year DESC LIMIT 1
"""
TEAM = """
SELECT * FROM (
  SELECT post.id, e.title_front, e.name, e.title_back, post.title, plan.id AS plan_id,
    plan.state AS state, plan.state_since, post.held @> %s AS current, count(*) OVER (),
    count(*) FILTER (WHERE plan.state = 'SUBMITTED') OVER (), row_number() OVER (
      ORDER BY (plan.state IS NOT DISTINCT FROM 'SUBMITTED') DESC, e.name, post.id) AS no
  FROM placement post JOIN employee e ON e.id = post.employee_id
  LEFT JOIN plan ON plan.placement_id = post.id AND plan.year_id = %s AND plan.state <> 'CLOSED'
  WHERE post.id = ANY(%s) AND (post.held @> %s OR plan.id IS NOT NULL)
) team WHERE no > 0 AND no <= 50 ORDER BY no
"""
NEXT = {
    "AGREED": "Pelaksanaan",
    "SUBMITTED": "<b>Anda meninjau</b>",
    "RETURNED": "Pegawai memperbaiki",
    "DRAFT": "Pegawai menyusun",
}
HEAD = """<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Pegawai yang Anda nilai</caption>
<thead><tr>
<th scope="col">Nama</th>
<th scope="col">SKP</th>
<th scope="col">Sejak</th>
<th scope="col">Berikutnya</th>
<th scope="col"><span class="visually-hidden">Tindakan</span></th>
</tr></thead>
<tbody>
"""


def show(visitor: Visitor) -> str:
    on = today()
    year_id, year, _ = rows(YEAR, on.year)[0]
    team = rows(TEAM, on, year_id, visitor.evaluates, on)
    drawn = []
    for _, front, name, back, title, plan, state, since, current, *_ in team:
        who = full(front, name, back)
        waits = state == "SUBMITTED"
        moved = "" if current else ", sudah pindah"
        link = (
            f'<a class="button {"" if waits else "button--secondary "}button--small" '
            f'href="/skp/{plan}/{"tinjau/" if waits else ""}">{"Tinjau" if waits else "Buka"}'
            f'<span class="visually-hidden"> SKP {who}</span></a>'
            if plan
            else ""
        )
        speak = (
            f'<br><a class="small" href="/umpan-balik/baru/{plan}/?tentang=umum">Beri umpan balik'
            f'<span class="visually-hidden"> untuk {who}</span></a>'
            if plan
            else ""
        )
        badge = BADGE[state] if state else '<span class="badge badge--n">Belum dimulai</span>'
        at = local(since).date() if since else None
        when = f"{short(at)}, {until(at, on)}" if at else "–"
        drawn.append(
            f'<tr>\n<th scope="row">{who}<br><span class="small muted">{esc(title)}{moved}</span>'
            f'{speak}</th>\n<td data-label="SKP">{badge}</td>\n<td data-label="Sejak">{when}</td>\n'
            f'<td data-label="Berikutnya">{NEXT.get(state, "Pegawai memulai")}</td>\n'
            f"<td>{link}</td>\n</tr>\n"
        )
    total, waiting = team[0][9], team[0][10]
    status = f"{waiting} SKP menunggu Anda." if waiting else "Tidak ada SKP yang menunggu Anda."
    main = (
        f'<div class="page-head">\n<h1>Tim saya</h1>\n<p class="status-line">{status}</p>'
        f'<p class="muted">Rencana kinerja {year}, {total} pegawai.</p></div>\n{HEAD}'
        f"{''.join(drawn)}</tbody>\n</table>\n</div>\n{_pages(total)}"
    )
    return page("team", visitor, "Tim saya", main)


def _pages(total: int) -> str:
    links = ""
    if total > 50:
        last = -(-total // 50)
        links = (
            '<ul role="list">\n'
            + "".join(
                f'<li><a href="?hal={no}"{CURRENT if no == 1 else ""}>'
                f'<span class="visually-hidden">Halaman </span>{no}</a></li>\n'
                for no in range(1, last + 1)
            )
            + '<li><a href="?hal=2" rel="next">Berikutnya</a></li></ul>\n'
        )
    return (
        '<nav class="pagination" aria-label="Halaman">\n'
        f"<p>1–{min(50, total)} dari {total}</p>\n{links}</nav>\n"
    )
