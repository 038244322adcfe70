"""Notes: sealed, append-only, opened by the counselor or by the printed key."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinerja.audit.models import AuditEvent
from kinerja.counseling import operations, printing, sealing
from kinerja.counseling.models import Case, CounselorKey, Note, Opening, RecoveryKey
from kinerja.counseling.operations.recovery import UnknownRecoveryKey
from kinerja.counseling.queries.cases import notes_of
from kinerja.counseling.refusals import CaseMoved, NoKey, NoRecoveryKey, NotUnderstood
from kinerja.counseling.tests.conftest import SECRET, Room, private_of
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from tests.factories import NOON, actor

pytestmark = pytest.mark.django_db
MACHINE = Actor.system("open-counseling-notes")
OTHER = "pasar pagi hujan gerimis"


def texts(room: Room, case: Case) -> list[str | None]:
    key = operations.own_key(room.counselor)
    assert key
    found = notes_of(room.counselor, case.pk, key.pk, private_of(room))
    return [note.text for note in found]


def test_the_counselor_reads_what_he_wrote(room: Room) -> None:
    assert texts(room, room.with_note()) == [SECRET]


def test_without_the_passphrase_there_is_a_date_and_no_text(room: Room) -> None:
    case = room.with_note()

    assert notes_of(room.counselor, case.pk, None, None)[0].text is None


def test_no_other_counselor_or_employee_has_even_the_sealed_note(room: Room) -> None:
    case = room.with_note()

    for person in (room.bayu, room.town.andi, room.town.budi, room.town.administrator):
        assert notes_of(actor(person), case.pk, 1, private_of(room)) == []
        assert not Note.objects.visible_to(actor(person)).exists()


def test_a_row_moved_to_another_case_stays_shut(room: Room) -> None:
    case = room.with_note()
    note = Note.objects.get()
    other = operations.ask(
        counselor_id=room.ratna.pk, occasion="", by=actor(room.town.dewi), at=NOON
    )
    operations.accept(case=other, by=room.counselor, at=NOON)
    note.pk, note.case = None, other
    note.save()

    assert texts(room, other) == [None]
    assert texts(room, case) == [SECRET]


def test_a_new_pair_leaves_old_notes_to_the_recovery_key(room: Room) -> None:
    case = room.with_note()
    new = operations.replace_key(passphrase=OTHER, by=room.counselor, at=NOON, cost=4)

    (note,) = notes_of(room.counselor, case.pk, new.pk, bytes(32))
    assert note.is_old
    assert note.text is None
    assert recovered(room, case) == [SECRET]


def recovered(room: Room, case: Case, paper: Iterable[str] = ()) -> list[str | None]:
    private = printing.typed(" ".join(paper or room.paper))
    found = operations.open_notes(case=case, private=private, by=MACHINE, at=NOON)
    return [note.text for note in found]


def test_the_printed_key_opens_a_case_and_both_see_it(room: Room) -> None:
    case = room.with_note()

    assert recovered(room, case) == [SECRET]
    assert Opening.objects.get().notes == 1
    assert AuditEvent.objects.filter(action="counseling.case.notes_recovered").count() == 1


def test_a_new_recovery_key_opens_new_notes_only(room: Room) -> None:
    case = room.with_note()
    paper = operations.make_recovery_key(by=actor(room.town.city_manager), at=NOON).groups
    operations.write_note(case=case, text="kedua", by=room.counselor, at=NOON)

    assert recovered(room, case, paper) == [None, "kedua"]
    assert recovered(room, case) == [SECRET, None]


@pytest.mark.parametrize("private", [bytes(32), b"short"])
def test_a_foreign_key_is_no_key_of_the_city(room: Room, private: bytes) -> None:
    case = room.with_note()

    with pytest.raises(UnknownRecoveryKey):
        operations.open_notes(case=case, private=private, by=MACHINE, at=NOON)
    assert not Opening.objects.exists()


def test_no_person_opens_notes_by_the_recovery_key(room: Room) -> None:
    case = room.with_note()
    private = printing.typed(" ".join(room.paper))

    for person in (room.town.administrator, room.ratna):
        with pytest.raises(NotPermitted):
            operations.open_notes(case=case, private=private, by=actor(person), at=NOON)


@pytest.mark.parametrize("who", ["andi", "budi", "office_manager", "auditor", "mayor"])
def test_only_keepers_make_a_recovery_key(room: Room, who: str) -> None:
    with pytest.raises(NotPermitted):
        operations.make_recovery_key(by=actor(getattr(room.town, who)), at=NOON)


def test_the_private_half_of_the_recovery_key_is_stored_nowhere(room: Room) -> None:
    private = printing.typed(" ".join(room.paper))
    row = RecoveryKey.objects.get()

    assert bytes(row.public) == sealing.public_of(private)
    assert private not in bytes(row.public)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


def said(monkeypatch: pytest.MonkeyPatch, paper: str, *arguments: str) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(paper))
    call_command("open_counseling_notes", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_notes(room: Room, typed: pytest.MonkeyPatch) -> None:
    case = room.with_note()
    operations.make_recovery_key(by=actor(room.town.city_manager), at=NOON)
    operations.write_note(case=case, text="kedua", by=room.counselor, at=NOON)

    out = said(typed, "\n".join(room.paper), str(case.pk))

    assert SECRET in out
    assert "Disegel untuk kunci pemulihan" in out
    assert "kedua" not in out


def test_the_command_lists_the_cases_of_a_counselor_without_names(
    room: Room, typed: pytest.MonkeyPatch
) -> None:
    case = room.with_note()

    out = said(typed, "", "--counselor", str(room.ratna.nip))

    assert out.startswith(f"{case.pk}  Berjalan")
    assert "Andi" not in out


@pytest.mark.parametrize(
    ("paper", "words"),
    [("ABCD", "Kunci tidak sama"), ("slip", "Kelompok 1"), ("foreign", "bukan kunci pemulihan")],
)
def test_the_command_says_what_is_wrong(
    room: Room, typed: pytest.MonkeyPatch, paper: str, words: str
) -> None:
    case = room.with_note()
    if paper == "slip":
        first = room.paper[0]
        paper = " ".join([first[:4] + ("A" if first[4] != "A" else "B"), *room.paper[1:]])
    if paper == "foreign":
        paper = " ".join(printing.written(sealing.new_pair().private))

    with pytest.raises(CommandError, match=words):
        said(typed, paper, str(case.pk))


def test_the_command_needs_a_case(room: Room, typed: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="tidak ada"):
        said(typed, "", "999999")


def test_a_note_needs_all_of_its_keys_and_that_the_loss_is_understood(room: Room) -> None:
    case = room.accepted()

    def write() -> None:
        operations.write_note(case=case, text="x", by=room.counselor, at=NOON)

    operations.replace_key(passphrase=OTHER, by=room.counselor, at=NOON, cost=4)
    with pytest.raises(NotUnderstood):
        write()
    RecoveryKey.objects.update(retired_at=NOON)
    with pytest.raises(NoRecoveryKey):
        write()
    CounselorKey.objects.filter(retired_at=None).update(retired_at=NOON)
    with pytest.raises(NoKey):
        write()


def test_only_the_counselor_writes_and_only_while_it_runs(room: Room) -> None:
    case = room.closed()
    for person in (room.town.andi, room.bayu, room.town.budi):
        with pytest.raises(NotPermitted):
            operations.write_note(case=case, text="x", by=actor(person), at=NOON)
    with pytest.raises(CaseMoved):
        operations.write_note(case=case, text="x", by=room.counselor, at=NOON)


def test_the_database_takes_no_note_of_a_closed_case(room: Room) -> None:
    case = room.with_note()
    operations.close(
        case=case,
        follow_up=Case.FollowUp.BIMBINGAN,
        tell_evaluator=False,
        by=room.counselor,
        at=NOON,
    )
    note = Note.objects.get()
    note.pk = None

    with pytest.raises(IntegrityError, match="is not open"), transaction.atomic():
        note.save()


@pytest.mark.parametrize(
    "change", ["UPDATE counseling_note SET ciphertext = ''", "DELETE FROM counseling_note"]
)
def test_a_note_never_changes(room: Room, change: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
