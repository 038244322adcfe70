"""Where a rule stands: an instrument, a provision in it, and whether we have read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regulation.instruments import Instrument

UNVERIFIED_NOTE = "rujukan pasal belum diperiksa"


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision. An unverified one prints its instrument only, never an article we guess."""

    instrument: Instrument
    provision: str = ""
    verified: bool = True

    def __str__(self) -> str:
        if not self.verified or not self.provision:
            return self.instrument.name
        joint = " " if self.provision.startswith("Pasal ") else ", "
        return f"{self.instrument.name}{joint}{self.provision}"

    @property
    def note(self) -> str:
        """The remark a screen puts beside a provision that nobody has checked yet."""
        return "" if self.verified else UNVERIFIED_NOTE
