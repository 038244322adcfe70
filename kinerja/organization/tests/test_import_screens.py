"""The page of the import: upload, dry run, application, and the files it gives."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from kinerja.foundation import clock
from kinerja.organization.import_forms import UploadForm
from kinerja.organization.imports import jobs, operations, results
from kinerja.organization.models import Employee, Import, Unit, UnitPeriod
from kinerja.organization.tests.test_import_units import CITY, HEADINGS, OFFICE
from tests.factories import Town, client_of, make_employee, make_placement

PAGE = "/impor/"
UNITS = "\n".join([HEADINGS, "D,#{root},Dinas Sosial,Kepala Dinas Sosial"])
FAULTY = "\n".join([HEADINGS, "D,#{root},Dinas Sosial,<script>", "X,TIDAK-ADA,Dinas <b>,", ",,,"])


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def queue() -> Any:
    """What was asked of the worker; nothing runs by itself."""
    connector = InMemoryConnector()
    with app.replace_connector(connector):
        yield connector


@pytest.fixture
def manager(town: Town) -> Client:
    return client_of(town.city_manager)


def upload(client: Client, content: str | bytes, **changes: Any) -> Any:
    raw = content if isinstance(content, bytes) else content.encode()
    form = {
        "subject": "UNITS",
        "file": SimpleUploadedFile("unit <b>.csv", raw),
        "effective_on": "3-8-2026",
        "end_gone_on": "",
    }
    return client.post(PAGE, {**form, **changes})


def work(queue: InMemoryConnector) -> None:
    """Do what the worker would do, in the order of the queue."""
    waiting = sorted(queue.jobs.values(), key=lambda job: int(job["id"]))
    tasks: dict[str, Callable[..., None]] = {
        operations.CHECK: jobs.check.func,
        operations.APPLY: jobs.apply.func,
    }
    queue.jobs.clear()
    for job in waiting:
        tasks[job["task_name"]](**job["args"])


def html(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_file_is_read_shown_and_applied(
    manager: Client, town: Town, queue: InMemoryConnector, tmp_path: Path
) -> None:
    response = upload(manager, UNITS.replace("{root}", str(town.root.pk)))

    assert response.status_code == 303
    address = response["Location"]
    waiting = html(manager.get(address))
    assert "Menunggu dibaca" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "Muat ulang halaman" in waiting

    work(queue)

    checked = html(manager.get(address))
    assert "Terapkan" in checked
    assert "Belum ada yang berubah" in checked
    assert not UnitPeriod.objects.filter(name="Dinas Sosial").exists()
    assert not list((tmp_path / "imports").glob("*"))

    response = manager.post(f"{address}terapkan/")
    assert response.status_code == 303
    assert "Sedang diterapkan" in html(manager.get(address))
    work(queue)

    assert "Sudah diterapkan" in html(manager.get(address))
    assert UnitPeriod.objects.filter(name="Dinas Sosial").exists()
    assert "unit &lt;b&gt;.csv" in html(manager.get(PAGE))


def test_faulty_rows_are_listed_downloaded_and_left_out_on_request(
    manager: Client, town: Town, queue: InMemoryConnector
) -> None:
    address = upload(manager, FAULTY.replace("{root}", str(town.root.pk)))["Location"]
    work(queue)

    shown = html(manager.get(address))
    assert "Terapkan tanpa baris yang salah" in shown
    assert "Dinas &lt;b&gt;" in shown
    assert "belum terdaftar" in shown
    assert html(manager.get(f"{address}?jenis=peringatan&hal=99")).count("Tidak ada.") == 1
    assert manager.get(f"{address}?jenis=x&hal=-1&hal=y&lain=1").status_code == 200

    book = openpyxl.load_workbook(
        io.BytesIO(manager.get(f"{address}perlu-diperbaiki.xlsx").content)
    )
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][-1] == results.LAST_COLUMN
    assert rows[1][:3] == ("X", "TIDAK-ADA", "Dinas <b>")

    refused = manager.post(f"{address}terapkan/")
    assert refused.status_code == 409
    assert "1 baris perlu diperbaiki" in html(refused)

    manager.post(f"{address}terapkan/", {"skip_faulty": "on"})
    work(queue)
    assert Import.objects.get().state == Import.State.APPLIED
    assert UnitPeriod.objects.filter(name="Dinas Sosial").exists()


def test_the_missing_are_listed_before_anybody_ends(
    manager: Client, town: Town, queue: InMemoryConnector
) -> None:
    upload(manager, UNITS.replace("{root}", str(town.root.pk)))
    work(queue)
    manager.post(f"{PAGE}{Import.objects.get().pk}/terapkan/")
    work(queue)
    sosial = UnitPeriod.objects.get(name="Dinas Sosial").unit
    make_placement(make_employee("Anto Widodo"), sosial)
    heading = "NIP,NAMA,JABATAN,UNOR ID"
    row = "199001012015032001,Siti Aminah,Penelaah,D"
    people = {"subject": "EMPLOYEES", "end_gone_on": "1-9-2026"}

    address = upload(manager, f"{heading}\n{row}", **people)["Location"]
    work(queue)

    shown = html(manager.get(address))
    assert "Anto Widodo" in shown
    assert "Berakhir 1 September 2026." in shown


def test_the_dry_run_names_what_is_new_and_what_changes(
    manager: Client, town: Town, queue: InMemoryConnector
) -> None:
    root, office = (f"#{unit.pk}" for unit in (town.root, town.office))
    Unit.objects.filter(pk=town.division.pk).update(siasn_id="BID")
    moved = "\n".join(
        [HEADINGS, f"BID,{root},Bidang Baru,Kepala Bidang Baru", f"S,{office},Seksi,"]
    )
    address = upload(manager, moved)["Location"]
    heading = "NIP,NAMA,GOL,JABATAN,TMT JABATAN,UNOR ID"
    row = f"{town.andi.nip},Andi <i>,III/b,Penelaah,1-7-2026,BID"
    people = upload(manager, f"{heading}\n{row}", subject="EMPLOYEES")["Location"]
    work(queue)

    units, new = html(manager.get(address)), html(manager.get(f"{address}?jenis=baru"))
    person = html(manager.get(f"{people}?jenis=berubah"))

    to = '<span aria-hidden="true">→</span><span class="visually-hidden">menjadi</span>'
    name = UnitPeriod.objects.get(unit=town.division).name
    assert f"<b>Nama unit</b>: {name} {to} Bidang Baru" in units
    above = "Dinas Kependudukan dan Pencatatan Sipil"
    assert f"<b>Di bawah</b>: {above} {to} Pemerintah Kota Kotalama" in units
    assert "Seksi" in new
    assert f"<b>Nama</b>: Andi Pratama {to} Andi &lt;i&gt;" in person
    assert f"{to} 01-07-2026" in person
    assert "<b>Unit</b>" not in person


def test_htmx_gets_the_part_that_moves_and_reloads_at_the_end(
    manager: Client, town: Town, queue: InMemoryConnector
) -> None:
    address = upload(manager, UNITS.replace("{root}", str(town.root.pk)))["Location"]
    Import.objects.update(state=Import.State.READING, rows_read=500, rows_total=2000)

    part = manager.get(address, headers={"HX-Request": "true"})

    assert html(part).strip().startswith('<div id="standing"')
    assert "500 dari 2.000 baris" in html(part)
    assert "25 persen selesai diperiksa" in html(part)
    assert "HX-Refresh" not in part
    work(queue)
    assert manager.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_file_that_cannot_be_read_says_so_on_its_page(
    manager: Client, queue: InMemoryConnector
) -> None:
    address = upload(manager, b"\x89PNG\r\n\x1a\n" + bytes(100))["Location"]

    work(queue)

    assert "File ini bukan lembar kerja" in html(manager.get(address))
    assert manager.get(f"{address}perlu-diperbaiki.xlsx").status_code == 404
    assert manager.post(f"{address}terapkan/").status_code == 409


def test_an_empty_file_is_refused_by_the_worker_and_a_bad_form_at_once(
    manager: Client, queue: InMemoryConnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = upload(manager, b"")["Location"]
    work(queue)
    assert "File ini kosong" in html(manager.get(address))

    for changes in ({"subject": "X"}, {"file": ""}, {"effective_on": "31-2-2026"}):
        response = upload(manager, "a", **changes)
        assert response.status_code == 422
        assert "yang perlu diperbaiki" in html(response)
    response = upload(manager, "a", effective_on="3-8-2206")
    assert response.status_code == 409
    assert "Tanggal 03-08-2206 terlalu jauh" in html(response)
    monkeypatch.setattr(UploadForm.base_fields["file"], "most", 3)
    assert "lebih dari 50 MB" in html(upload(manager, "abcd"))


def test_the_same_form_twice_is_one_import(manager: Client, queue: InMemoryConnector) -> None:
    key = "2f1c5a4e-0d4e-4f6a-9d0a-6f1f5b1a2c3d"

    first = upload(manager, "a", kunci=key)
    second = upload(manager, "a", kunci=key)

    assert first["Location"] == second["Location"]
    assert Import.objects.count() == 1
    assert len(queue.jobs) == 1


def test_a_breakdown_of_the_worker_is_told(
    manager: Client, town: Town, queue: InMemoryConnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("disk full")

    address = upload(manager, "a")["Location"]
    with monkeypatch.context() as patched:
        patched.setattr("kinerja.organization.imports.checking.check", broken)
        with pytest.raises(RuntimeError):
            work(queue)
    assert "karena gangguan di server" in html(manager.get(address))

    address = upload(manager, UNITS.replace("{root}", str(town.root.pk)))["Location"]
    work(queue)
    manager.post(f"{address}terapkan/")
    with monkeypatch.context() as patched:
        patched.setattr("kinerja.organization.imports.applying.carry_out", broken)
        with pytest.raises(RuntimeError):
            work(queue)
    shown = html(manager.get(address))
    assert "tidak ada yang berubah" in shown
    assert "Terapkan" in shown


def test_a_refusal_of_the_worker_brings_the_import_back(
    manager: Client, queue: InMemoryConnector
) -> None:
    first = upload(manager, "\n".join([HEADINGS, CITY, OFFICE]))["Location"]
    work(queue)
    assert "Hanya satu unit boleh tanpa atasan" in html(manager.get(first))
    Import.objects.update(faulty=0, state=Import.State.APPLYING)
    source = Import.objects.get()
    source.faulty = 3
    source.save()

    jobs.apply.func(
        source.pk, user_id=Employee.objects.get(name="Kartini Putri").user_id, skip_faulty=False
    )

    assert Import.objects.get().state == Import.State.CHECKED
    assert "baris perlu diperbaiki" in html(manager.get(first))


@pytest.mark.parametrize("subject", ["pegawai", "unit"])
def test_templates_come_with_their_guide(manager: Client, subject: str) -> None:
    response = manager.get(f"{PAGE}templat/{subject}.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Data", "Cara mengisi"]
    headings = [cell.value for cell in next(book["Data"].iter_rows())]
    assert headings == [row[0] for row in book["Cara mengisi"].iter_rows(2, values_only=True)]
    assert book["Data"].column_dimensions["A"].width > 20
    assert response["Content-Disposition"] == f'attachment; filename="templat-{subject}.xlsx"'


def test_there_is_no_other_template(manager: Client) -> None:
    assert manager.get(f"{PAGE}templat/lain.xlsx").status_code == 404


def test_others_do_not_import(town: Town, queue: InMemoryConnector) -> None:
    upload(client_of(town.city_manager), "a")
    address = f"{PAGE}{Import.objects.get().pk}/"
    for who in (town.sari, town.office_manager, town.auditor, town.administrator):
        client = client_of(who)
        assert client.get(PAGE).status_code == 403
        assert upload(client, "a").status_code == 403
        assert client.get(f"{PAGE}templat/unit.xlsx").status_code == 403
        assert client.get(address).status_code == 404
        assert client.post(f"{address}terapkan/").status_code == 404
        assert client.get(f"{address}perlu-diperbaiki.xlsx").status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_rows_go_when_their_purpose_is_over(manager: Client, queue: InMemoryConnector) -> None:
    content = "\n".join([HEADINGS, CITY, OFFICE])
    upload(manager, content)
    upload(manager, content)
    work(queue)
    applied, waiting = Import.objects.order_by("pk")
    Import.objects.filter(pk=applied.pk).update(state=Import.State.APPLIED)
    a_month_ago = clock.now() - operations.UNAPPLIED_KEPT - dt.timedelta(hours=1)
    Import.objects.update(uploaded_at=a_month_ago)

    jobs.forget_old_rows.func(timestamp=0)

    assert applied.rows.exists()
    assert not waiting.rows.exists()
    Import.objects.update(uploaded_at=clock.now() - operations.APPLIED_KEPT * 1.1)
    jobs.forget_old_rows.func(timestamp=0)
    assert not applied.rows.exists()


def test_the_list_is_empty_at_first(manager: Client) -> None:
    assert "Belum ada impor" in html(manager.get(PAGE))


def test_once_there_is_a_pengelola_the_administrator_imports_no_more(town: Town) -> None:
    client = client_of(town.administrator)

    assert "Buka impor" not in client.get("/kode/").content.decode()
    assert client.get(PAGE).status_code == 403
