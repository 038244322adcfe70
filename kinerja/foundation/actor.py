"""Who acts: the one argument that operations and querysets ask about a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Roles that are granted with dates and a decree; all others follow from positions."""

    PENGELOLA_KOTA = "PENGELOLA_KOTA"
    PENGELOLA_OPD = "PENGELOLA_OPD"
    AUDITOR = "AUDITOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    KONSELOR = "KONSELOR"
    ADMIN_SKM = "ADMIN_SKM"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.PENGELOLA_KOTA: "Pengelola kinerja kota",
    Role.PENGELOLA_OPD: "Pengelola kinerja perangkat daerah",
    Role.AUDITOR: "Auditor (Inspektorat)",
    Role.ADMINISTRATOR: "Administrator",
    Role.KONSELOR: "Konselor kinerja",
    Role.ADMIN_SKM: "Admin survei kepuasan",
}
#: roles that hold in one unit and all below it
OF_A_UNIT = frozenset({Role.PENGELOLA_OPD, Role.ADMIN_SKM})


class Via(StrEnum):
    """By which door an act came in."""

    WEB = "WEB"
    API = "API"
    CLI = "CLI"
    JOB = "JOB"
    DEMO = "DEMO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, or a machine, with all that decides what they may see and do.

    Ids and arrays are the only values that `visible_to` may use: a compiled read puts placeholders
    in their place. An `employee_id` of None matches nothing.
    """

    user_id: int | None = None
    employee_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    #: placements whose plans and evaluations this person answers for today, closed ones included
    evaluates: list[int] = field(default_factory=list)
    #: units this person heads today, with all below them and all dissolved into them
    units_headed: list[int] = field(default_factory=list)
    #: units whose performance management this person administers
    units_managed: list[int] = field(default_factory=list)
    #: units this person audits
    units_audited: list[int] = field(default_factory=list)
    #: units whose services and surveys this person administers
    units_surveyed: list[int] = field(default_factory=list)
    capacity: str = ""
    real_user_id: int | None = None
    via: Via = Via.WEB
    request_id: str = ""
    unread: int = 0
    #: "light", "dark" or "" (as the device says)
    theme: str = ""
    #: a state official (the mayor): assesses, and has no SKP of his own
    is_official: bool = False
    #: the person has read the privacy notice
    informed: bool = True

    @classmethod
    def system(cls, name: str, *, via: Via = Via.CLI) -> Actor:
        """Return the actor of a command or a job."""
        return cls(name=name, capacity=f"sistem: {name}", via=via)

    @property
    def is_system(self) -> bool:
        return self.user_id is None and self.via in {Via.CLI, Via.JOB, Via.DEMO}

    @property
    def employee_key(self) -> int:
        """The employee for a filter: nobody has the number 0, while `=None` would ask IS NULL."""
        return 0 if self.employee_id is None else self.employee_id

    @property
    def user_key(self) -> int:
        """The user for a filter, likewise."""
        return 0 if self.user_id is None else self.user_id

    @property
    def is_evaluator(self) -> bool:
        return bool(self.evaluates)

    @property
    def is_head(self) -> bool:
        return bool(self.units_headed)

    def has(self, role: Role) -> bool:
        return role in self.roles
