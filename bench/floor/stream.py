"""What others have said about one's work."""

from __future__ import annotations

from bench.floor.frame import Visitor, page, rows
from bench.floor.words import ICON, esc, full, local, weekday

SAID = """
SELECT f.id, f.kind, f.label, f.text, f.given_at, f.author_role, f.spoken_by, f.visibility,
  f.off_wall_at, f.covered_at, f.author_id, e.title_front, e.name, e.title_back,
  to_whom.title_front, to_whom.name, to_whom.title_back, report.state, report.answer,
  count(*) OVER ()
FROM feedback f JOIN employee e ON e.id = f.author_id
JOIN employee to_whom ON to_whom.id = f.employee_id
LEFT JOIN LATERAL (SELECT r.state, r.answer FROM feedback_report r WHERE r.feedback_id = f.id
  AND (r.reporter_id = %s OR r.state = 'COVERED')
  ORDER BY r.answered_at DESC NULLS LAST, r.id DESC LIMIT 1) report ON true
WHERE f.employee_id = %s ORDER BY f.given_at DESC, f.id DESC LIMIT 25
"""
ROLES = {
    "PEJABAT_PENILAI": "pejabat penilai",
    "ATASAN_PENILAI": "pimpinan di atas penilai",
    "REKAN": "rekan",
    "BAWAHAN": "bawahan",
    "PENERIMA_LAYANAN": "penerima layanan",
    "DIRI": "diri sendiri",
}
ABOVE = "Anda, penilai, pimpinan di atasnya, dan auditor"
LATER = "; setelah masuk hasil penilaian, juga pengelola kinerja"
KINDS = {"APRESIASI": "Apresiasi", "SARAN": "Saran perbaikan", "CATATAN": "Catatan"}
BUBBLE = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M5 4.5h14'
    "a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1h-6l-4.5 3.5V16H5a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1zM8 8.5h8"
    'M8 12h5"/></svg>'
)
HEAD = f"""<div class="page-head page-head--with-actions">
<h1>Umpan balik</h1>
<p class="status-line">Apa yang dihargai dan apa yang bisa diperbaiki, langsung dari orang yang mengikuti pekerjaan Anda.</p><div class="page-head__actions actions"><a class="button" href="/umpan-balik/beri/">{BUBBLE}Beri umpan balik</a>
<a class="button button--secondary" href="/umpan-balik/minta/">Minta umpan balik</a>
<a class="button button--tertiary" href="/masukan-anonim/">Masukan anonim</a>
</div></div>
<nav class="tabs" aria-label="Umpan balik"><ul role="list">
<li><a href="/umpan-balik/" aria-current="page">Diterima</a></li>
<li><a href="/umpan-balik/?tab=diberikan">Diberikan</a></li>
<li><a href="/umpan-balik/?tab=permintaan">Permintaan</a></li>
<li><a href="/apresiasi/">Apresiasi</a></li>
</ul></nav>
<h2 class="visually-hidden">Umpan balik yang Anda terima</h2>
<ul class="task-list" role="list">
"""


def seen(visibility: str, *, is_own: bool, hangs: bool) -> str:
    """Say who reads it."""
    if visibility == "RECEIVER":
        return "Anda saja" if is_own else "Anda dan penulisnya"
    if visibility == "LEADERS":
        return f"{ABOVE}{LATER}"
    return f"{'semua orang di perangkat daerah dan auditor' if hangs else ABOVE}{LATER}"


def show(visitor: Visitor) -> str:
    drawn, total = [], 0
    for row in rows(SAID, visitor.employee, visitor.employee):
        id_, kind, label, text, at, role, spoken, visible, off, covered, author, *rest = row
        front, name, back, _, _, _, report, answer, total = rest
        label, is_own = esc(label), author == visitor.employee
        hangs = visible == "UNIT" and off is None and covered is None
        who = full(front, name, back)
        if is_own:
            by = "Catatan Anda tentang diri sendiri"
        elif spoken:
            by = f"{esc(spoken)}, penerima layanan, ditulis {who}"
        else:
            by = f"{who}, {ROLES[role]}"
        words = (
            f'<p class="muted above-2">Ditutup oleh pengelola: {esc(answer or "")}</p>'
            if covered
            else f'<blockquote class="quote above-2"><p class="prose">“{esc(text)}”</p></blockquote>'
        )
        wall = (
            f'<a href="/apresiasi/">Lihat di dinding<span class="visually-hidden">: {label}</span></a>'
            if hangs
            else ""
        )
        tell = (
            f'<a href="/umpan-balik/{id_}/laporkan/">Laporkan<span class="visually-hidden"> umpan '
            f"balik tentang {label}</span></a>"
            if not is_own and not report
            else ""
        )
        links = (
            ""
            if covered
            else f'<p class="row small above-2">\n<a href="/dialog/agenda/tambah/?jenis=feedback&amp;'
            f'id={id_}">Masukkan ke agenda<span class="visually-hidden">: {label}</span></a>'
            f'<a href="/pengembangan/tindakan/baru/?dari=feedback&amp;id={id_}">Jadikan rencana '
            f'pengembangan<span class="visually-hidden">: {label}</span></a>\n{wall}{tell}</p>\n'
        )
        drawn.append(
            f'<li id="umpan-balik-{id_}">\n<p class="task-list__title">{KINDS[kind]}: {label}</p>\n'
            f'<div>\n{words}<p class="task-list__note above-2">{by}, {weekday(local(at))}</p>\n'
            f'<p class="visible-to above-2">{ICON["eye"]}Terlihat oleh '
            f"{seen(visible, is_own=is_own, hangs=hangs)}</p>\n{links}</div>\n</li>\n"
        )
    main = (
        f"{HEAD}{''.join(drawn)}</ul>\n"
        f'<nav class="pagination" aria-label="Halaman">\n<p>1–{min(25, total)} dari {total}</p>\n</nav>\n'
    )
    return page("stream", visitor, "Umpan balik", main)
