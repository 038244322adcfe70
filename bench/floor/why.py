"""Why this predikat: from the frozen version, to its owner."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bench.floor.frame import Visitor, page, rows, trail
from bench.floor.words import GRADE, GRADES, ICON, day, esc, full, local, moment, today, weekday
from kinerja.ui.icons import icon
from regulation.grade import Rating, changes

EVALUATION = """
SELECT v.id, v.state, v.employee_id, v.placement_id, v.unit_id, y.year, t.label, e.title_front,
  e.name, e.title_back, d.id, d.no, d.capacity, d.decided_at, d.result_rating, d.behavior_rating,
  d.grade, d.because, d.inputs, s.sent_at, post.title
FROM evaluation v JOIN plan p ON p.id = v.plan_id JOIN performance_year y ON y.id = p.year_id
JOIN employee e ON e.id = v.employee_id JOIN placement post ON post.id = v.placement_id
LEFT JOIN period t ON t.id = v.period_id LEFT JOIN evaluation_version d ON d.id = v.current_version_id
LEFT JOIN self_evaluation s ON s.evaluation_id = v.id
WHERE v.id = %s AND (v.employee_id = %s OR v.placement_id = ANY(%s) OR v.unit_id = ANY(%s)
  OR v.unit_id = ANY(%s) OR v.unit_id = ANY(%s))
"""
VERSIONS = """
SELECT d.id, d.no, d.decided_at, d.cause, e.title_front, e.name, e.title_back
FROM evaluation_version d JOIN employee e ON e.id = d.decided_by_id
WHERE d.evaluation_id = %s ORDER BY d.no
"""
EVENTS = """
SELECT x.version_id, x.kind, x.at, x.note, e.title_front, e.name, e.title_back
FROM evaluation_event x JOIN evaluation_version d ON d.id = x.version_id
LEFT JOIN employee e ON e.id = x.by_id WHERE d.evaluation_id = %s ORDER BY x.at, x.id
"""
POLICY = """
SELECT DISTINCT ON (parameter) parameter, value FROM policy_value WHERE valid_from <= %s
ORDER BY parameter, valid_from DESC, id DESC
"""
HOLIDAYS = "SELECT day FROM holiday WHERE day BETWEEN %s AND %s"
KNOWN = "SELECT 1 FROM holiday WHERE extract(year FROM day) = %s LIMIT 1"
HAPPENED = {
    "DELIVERED": "Hasil diserahkan",
    "RECEIVED": "Hasil diterima",
    "RECEIVED_ON_PAPER": "Diterima di atas kertas",
    "RECEIPT_REFUSED": "Penerimaan ditolak",
}
TONE = {name: tone for name, (_, tone) in GRADES.items()}
GLYPH = {tone: str(icon(tone)) for tone in ("sb", "b", "bp", "k", "sk")}
RATING = {one.value: one.phrase for one in Rating}
ROLES = {"PEJABAT_PENILAI": "pejabat penilai", "ATASAN_PENILAI": "atasan pejabat penilai"}
CHANGES = {
    (one.value, other.value): "".join(
        f'<li><p class="task-list__title">Menjadi {GRADE[change.grade.value]}</p>'
        f'<p class="task-list__note">{change.sentence}</p></li>\n'
        for change in changes(result=one, behavior=other)
        if not change.mixed
    )
    for one in Rating
    for other in Rating
}
LAW = (
    ("DI_ATAS", "di atas", ("KURANG", "BAIK", "SANGAT_BAIK")),
    ("SESUAI", "sesuai", ("KURANG", "BAIK", "BAIK")),
    ("DI_BAWAH", "di bawah", ("SANGAT_KURANG", "BUTUH_PERBAIKAN", "BUTUH_PERBAIKAN")),
)
TRUE, HERE = '"true"', "<small>Anda di sini</small>"
COLUMNS = ("DI_BAWAH", "SESUAI", "DI_ATAS")


def show(visitor: Visitor, id_: int) -> str:
    found = rows(EVALUATION, id_, *visitor.scopes)[0]
    (_, _, _, _, _, year, label, front, name, back, _, no, capacity, decided, result,
     behavior, grade, because, told, sent, _) = found  # fmt: skip
    versions, events = rows(VERSIONS, id_), rows(EVENTS, id_)
    received = [local(one[2]).date() for one in events if one[1].startswith("RECEIVED")][-1]
    title = f"Triwulan {label.split()[-1]} {year}"
    evaluator = esc(told["parties"]["evaluator"]["name"])
    again = f" Versi {no}." if no > 1 else ""
    main = f"""{trail("/hasil/", "Hasil", title)}<div class="two-columns two-columns--front below-7">
<div>
<h1><span class="muted below-2 over-label">Predikat kinerja Anda, {title}</span><span class="grade grade--{TONE[grade]}">{GRADES[grade][0]} {GLYPH[TONE[grade]]}</span>
</h1>
<p class="status-line above-4">{_sentence(result, behavior)}</p>
<p class="muted above-4">Ditetapkan {evaluator}, {esc(capacity)}, {moment(decided)}. Diterima {weekday(received)}.{again}</p>
<div class="above-2"><p class="visible-to">{ICON["eye"]}Terlihat oleh pegawai, penilai, atasan penilai, pengelola kinerja, dan Inspektorat</p>
</div>
</div>
<div>{_quadrant(result, behavior)}</div>
</div>
<div class="two-columns">
<div>
<section class="section" aria-labelledby="why">
<h2 id="why" class="below-5">Mengapa {GRADES[grade][0]}</h2>
<ol class="reasons" role="list">
{_results(told, evaluator, title, result)}{_behaviors(told, evaluator, behavior)}{_rule(result, behavior, grade, because)}</ol>
</section>
{_known(told, sent)}<section class="section" aria-labelledby="changes">
<h2 id="changes">Yang akan mengubah predikat ini</h2>
<ul class="task-list" role="list">
{CHANGES[result, behavior]}</ul>
<p class="small above-4"><a href="/dialog/agenda/tambah/?jenis=evaluation&amp;id={id_}">Bicarakan pada sesi dialog berikutnya</a></p></section>
</div>
<div>
{_objection(received)}{_course(id_, _timeline(sent, full(front, name, back), versions, events))}</div>
</div>
"""
    return page("why", visitor, "Mengapa predikat saya ini?", main)


def _sentence(result: str, behavior: str) -> str:
    if result == behavior:
        return f"Hasil kerja dan perilaku kerja sama-sama {RATING[result]}."
    return f"Hasil kerja {RATING[result]}, perilaku kerja {RATING[behavior]}."


def _rule(result: str, behavior: str, grade: str, because: list[dict[str, str]]) -> str:
    sources = "".join(
        f'<p>{esc(one["text"])}</p><p class="basis">{esc(one["source"])}</p>' for one in because
    )
    return f"""<li>
<h3>Aturan: hasil kerja {RATING[result]} dan perilaku kerja {RATING[behavior]} menjadi {GRADES[grade][0]}</h3>
<p>Predikat dibaca dari tabel di atas. Tidak ada rata-rata dan tidak ada skor lain.</p>
<details class="why"><summary>Mengapa begini?</summary><div>
<p>Aturan nasional memakai dua rating, masing-masing tiga tingkat. Pertemuan keduanya menentukan predikat.</p>{sources}
</div></details>
</li>
"""


def _course(id_: int, steps: str) -> str:
    return f"""<section class="section" aria-labelledby="timeline">
<h2 id="timeline">Jalannya penilaian</h2>
<ol class="timeline" role="list">
{steps}</ol>
<ul class="stack stack--tight above-4" role="list">
<li><a class="icon-link" href="/evaluasi/{id_}/formulir.pdf">{ICON["download"]}Formulir evaluasi (PDF)</a></li>
<li><a class="icon-link" href="/evaluasi/{id_}/dokumen.pdf">{ICON["download"]}Dokumen evaluasi (PDF)</a></li>
</ul>
<p class="above-4 small"><a href="/pengembangan/tindakan/baru/?dari=evaluation&amp;id={id_}">Jadikan rencana pengembangan</a></p></section>
"""


def _quadrant(result: str, behavior: str) -> str:
    body = []
    for code, words, grades in LAW:
        cells = []
        for column, grade in zip(COLUMNS, grades, strict=True):
            mine = code == result and column == behavior
            cells.append(
                f'<td class="is-{TONE[grade]}"{" aria-current=" + TRUE if mine else ""}>'
                f"{GRADES[grade][0]}{HERE if mine else ''}</td>\n"
            )
        body.append(f'<tr><th scope="row">Hasil<br>{words}</th>\n{"".join(cells)}</tr>\n')
    return (
        '<table class="quadrant">\n<caption>Aturan predikat: hasil kerja dan perilaku kerja'
        '</caption>\n<colgroup><col><col span="3"></colgroup>\n<thead><tr><td></td>'
        '<th scope="col">Perilaku<br>di bawah</th><th scope="col">Perilaku<br>sesuai</th>'
        '<th scope="col">Perilaku<br>di atas</th></tr></thead>\n<tbody>\n'
        f"{''.join(body)}</tbody>\n</table>\n"
    )


def _said(said: dict[str, Any], label: str = "") -> str:
    about = f'<p class="muted small">{label}</p>' if label else ""
    role = ROLES.get(said["role"], said["role"].lower())
    return (
        f'<blockquote class="quote below-2">{about}<p class="prose">“{esc(said["text"])}”</p>'
        f'<p class="muted small">{esc(said["author"])}, {role}, '
        f"{day(dt.date.fromisoformat(said['date']))}</p></blockquote>"
    )


def _feedback(said: list[str], about: str) -> str:
    if not said:
        return ""
    return (
        f'<details class="why"><summary>Baca {len(said)} umpan balik {about}</summary><div>'
        f"{''.join(said)}</div></details>\n"
    )


def _reason(text: str) -> str:
    return (
        f'<blockquote class="quote above-2"><p class="prose">“{esc(text)}”</p></blockquote>\n'
        if text
        else ""
    )


def _results(told: dict[str, Any], evaluator: str, title: str, result: str) -> str:
    lines = [line for planned in told["results"] for line in planned["indicators"]]
    reported = sum(1 for line in lines if line["realization"])
    said = [_said(one) for planned in told["results"] for one in planned["feedback"]]
    why = told["result_rating"]["reason"]
    body = "".join(
        f'<tr><th scope="row">{esc(line["text"])}{_proofs(line)}</th>'
        f'<td data-label="Target">{esc(line["target"])}</td>'
        f'<td data-label="Realisasi">{esc(line["realization"] or "Belum ada")}</td>'
        f'<td data-label="Capaian">{line["progress"] or "Tidak dihitung"}</td></tr>\n'
        for line in lines
    )
    return f"""<li>
<h3>Rating hasil kerja: {RATING[result]}</h3>
<p>{reported} dari {len(lines)} indikator punya realisasi.{f" Alasan {evaluator}:" if why else ""}</p>
{_reason(why)}<div class="above-4">
<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Indikator {title}</caption>
<thead><tr>
<th scope="col">Indikator</th>
<th scope="col">Target</th>
<th scope="col">Realisasi</th>
<th scope="col">Capaian</th>
</tr></thead>
<tbody>
{body}</tbody>
</table>
</div>
</div>
<p class="small muted above-2">Capaian dibandingkan dengan target setahun, hanya untuk dibaca. Rating tidak dihitung darinya.</p>
{_feedback(said, "hasil kerja")}</li>
"""


def _proofs(line: dict[str, Any]) -> str:
    return f"<small>{len(line['evidence_ids'])} bukti</small>" if line["evidence_ids"] else ""


def _behaviors(told: dict[str, Any], evaluator: str, behavior: str) -> str:
    said = [
        _said(one, value["core_value"].replace("_", " ").title())
        for value in told["behaviors"]
        for one in value["feedback"]
    ]
    why = told["behavior_rating"]["reason"]
    return f"""<li>
<h3>Rating perilaku kerja: {RATING[behavior]}</h3>
<p>{len(said) or "Tidak ada"} umpan balik untuk tujuh perilaku BerAKHLAK.{f" Alasan {evaluator}:" if why else ""}</p>
{_reason(why)}{_feedback(said, "perilaku")}</li>
"""


def _known(told: dict[str, Any], sent: Any) -> str:
    organization, parties = told["organization_rating"], told["parties"]
    superior = parties["superior"]
    achieved = "Belum ditetapkan"
    if organization:
        value = GRADES[organization["value"]][0]
        achieved = f"{value}, {esc(organization['unit'])}, ditetapkan {esc(organization['set_by'])}"
    above = f"{esc(superior['name'])}, {esc(superior['title'])}" if superior else "Tidak ada"
    evaluator = parties["evaluator"]
    own = f"Dikirim {day(local(sent))}" if told["self_evaluation"] else "Tidak dikirim"
    return f"""<section class="section" aria-labelledby="known">
<h2 id="known">Yang diketahui saat ditetapkan</h2>
<dl class="summary-list summary-list--tight">
<div><dt>SKP yang dinilai</dt><dd>Versi {told["plan"]["version"]}</dd></div>
<div><dt>Evaluasi diri</dt><dd>{own}</dd></div>
<div><dt>Capaian organisasi</dt><dd>{achieved}</dd></div>
<div><dt>Pejabat penilai</dt><dd>{esc(evaluator["name"])}, {esc(evaluator["title"])}</dd></div>
<div><dt>Atasan penilai</dt><dd>{above}</dd></div>
<div><dt>Catatan atau rekomendasi</dt><dd>{esc(told["notes"]) or "Tidak ada"}</dd></div>
</dl>
</section>
"""


def _objection(received: dt.date) -> str:
    """Fourteen calendar days, moved to the next working day."""
    policy = dict(rows(POLICY, received))
    free = {one for (one,) in rows(HOLIDAYS, received, received + dt.timedelta(days=400))}
    rows(KNOWN, received.year)
    last = received + dt.timedelta(days=14)
    while last.weekday() > 4 or last in free:
        last += dt.timedelta(days=1)
    over = today() > last and "objection" not in policy
    words = "Waktu keberatan berakhir" if over else "Anda berhak mengajukan keberatan sampai"
    return f"""<section class="section quiet-panel" aria-labelledby="objection">
<h2 id="objection">Tidak setuju?</h2>
<p>{words} {weekday(last)}.</p>
<details class="why"><summary>Bagaimana caranya?</summary><div>
<p>Keberatan diajukan tertulis kepada atasan pejabat penilai. Ia meminta penjelasan kedua pihak, lalu memutuskan.</p><p>Keberatan diajukan paling lambat 14 hari kalender sejak hasil diterima.</p><p class="basis">PP 30/2019 Pasal 59</p>
</div></details>
</section>
"""


def _timeline(sent: Any, owner: str, versions: list[Any], events: list[Any]) -> str:
    steps = [(sent, "Evaluasi diri terkirim", owner)] if sent else []
    steps += [(one[2], "Predikat ditetapkan", full(*one[4:7])) for one in versions]
    steps += [(one[2], HAPPENED.get(one[1], one[1]), full(*one[4:7])) for one in events]
    steps.sort(key=lambda one: one[0])
    return "".join(
        f"<li>{what}<small>{moment(at)}, oleh {who}</small></li>\n" for at, what, who in steps
    )
