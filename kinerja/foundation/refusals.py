"""Answers that are not errors: a rule, a state or a right stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from regulation.ruling import Reason


class Refusal(Exception):
    """The right person asked, but a rule or a state stands in the way: 409.

    `message` says in Indonesian what to do next; `because` names the provisions.
    """

    code = "refused"
    message = "Permintaan ini belum bisa dijalankan."

    def __init__(self, message: str | None = None, because: Sequence[Reason] = ()) -> None:
        if message is not None:
            self.message = message
        self.because = tuple(because)
        super().__init__(self.message)


class NotPermitted(Refusal):
    """The person may see the thing but not do this: 403."""

    code = "not_permitted"
    message = "Tindakan ini bukan wewenang Anda."


class WrongState(Refusal):
    """The thing has moved on, or is not there yet: 409."""

    code = "wrong_state"
    message = "Tahapnya sudah berubah. Muat ulang halaman untuk melihat keadaan terbaru."


class Stale(Refusal):
    """Somebody saved a newer version: 409 with both versions."""

    code = "stale"
    message = "Ada versi yang lebih baru. Pilih isian yang dipakai."


class AlreadyDone(Exception):
    """The same form was sent before and has done its work: 303 to `location`."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(location)
