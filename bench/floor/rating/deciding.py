"""The end of the side-by-side screen: two ratings, their reasons and the predikat they give."""

from __future__ import annotations

from typing import Any

from bench.floor.rating.results import MARKS
from bench.floor.words import GRADE, GRADES, ICON, RATINGS, esc, local
from regulation.grade import GRADE_TABLE, Rating


def final(id_: int, count: int, said: list[Any], kept: list[Any]) -> str:
    result, behavior, notes, _, saved = kept
    feedback = sum(1 for one in said if one[1])
    at = f"{ICON['check']}Tersimpan pukul {local(saved):%H.%M}." if saved else ""
    return f"""<section class="rate-result" aria-labelledby="rating" id="rating">
<h2>Rating akhir</h2>
<div class="grid above-4">
<div id="rating-result">
<h3 class="below-2">Hasil kerja</h3>
{_choices("result", "hasil kerja", result)}
<p class="small muted above-2">Penilaian Anda dari bukti, bukan rata-rata {count} hasil.</p>
<div class="field above-4"><label class="field__label" for="id_result_reason">Alasan rating hasil kerja <span class="field__optional">(wajib jika bukan Sesuai)</span></label><textarea class="input" id="id_result_reason" name="result_reason" rows="3" maxlength="4000">
{esc(notes.get("result_reason", ""))}</textarea></div>
</div>
<div id="rating-behavior">
<h3 class="below-2">Perilaku kerja</h3>
{_choices("behavior", "perilaku kerja", behavior)}
<p class="small muted above-2">{feedback} umpan balik untuk tujuh perilaku BerAKHLAK.</p>
<div class="field above-4"><label class="field__label" for="id_behavior_reason">Alasan rating perilaku kerja <span class="field__optional">(wajib jika bukan Sesuai)</span></label><textarea class="input" id="id_behavior_reason" name="behavior_reason" rows="3" maxlength="4000">
{esc(notes.get("behavior_reason", ""))}</textarea></div>
</div>
</div>
<p class="visible-to above-4">{ICON["eye"]}Dua alasan ini dibaca pegawai setelah hasil diserahkan</p>
<div class="field above-5"><label class="field__label" for="id_recommendation">Catatan atau rekomendasi <span class="field__optional">(boleh kosong, dicetak pada dokumen evaluasi)</span></label><textarea class="input" id="id_recommendation" name="recommendation" rows="3" maxlength="4000">
{esc(notes.get("recommendation", ""))}</textarea></div>
<div class="actions above-5"><button class="button button--secondary" type="submit" name="act" value="save">Simpan dan lihat pratinjau</button></div>
<p class="above-4 small"><a href="/evaluasi/{id_}/mengapa/">Tahap evaluasi ini, atau tandai tidak dinilai</a></p>
</section>
<div class="sticky-actions">
<div class="live-rule">
<div>{live(result, behavior, notes, "")}<p class="save-status" id="save-status" role="status">{at}</p>
</div>
<div class="actions">
<button class="button" type="submit" name="act" value="check">Periksa lalu tetapkan</button></div>
</div>
</div>
"""


def _choices(name: str, words: str, chosen: str) -> str:
    radios = "".join(
        f'<label><input type="radio" name="{name}_rating" id="id_{name}_rating_{no}" value="{code}"{" checked" if code == chosen else ""}><span>{label}</span></label>\n'
        for no, (code, label) in enumerate(MARKS)
    )
    return f"""<fieldset>
<legend class="visually-hidden">Rating {words}</legend>
<div class="choices choices--flat choices--compact">
{radios}</div>
</fieldset>
"""


def live(result: str, behavior: str, notes: dict[str, Any], oob: str) -> str:
    if not result or not behavior:
        return f"""<div id="live"{oob} role="status">
<p class="formula">Pilih dua rating untuk melihat predikatnya.</p>
<p class="small muted">Belum lengkap: <a href="#rating-result">rating hasil kerja</a>, <a href="#rating-behavior">rating perilaku kerja</a>.</p></div>"""
    grade = GRADE_TABLE[Rating(result), Rating(behavior)].value
    first, second = RATINGS[result][0].lower(), RATINGS[behavior][0].lower()
    return f"""<div id="live"{oob} role="status">
<p class="formula"><span><span class="muted only-wide">Isian sementara:</span> Hasil <b>{first}</b>, perilaku <b>{second}</b></span> <span class="muted only-wide">menjadi</span> {GRADE[grade]} <span class="small muted">(draf)</span></p>
<details class="why"><summary>Mengapa?</summary><div><p>Rating hasil kerja {first} dan rating perilaku kerja {second} menjadi predikat {GRADES[grade][0]}.</p><p class="basis">PermenPANRB 6/2022, Lampiran (kuadran kinerja)</p></div></details>
</div>"""
