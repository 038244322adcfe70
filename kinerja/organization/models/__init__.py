"""People, units, positions, exceptions to the line, roles and imports."""

from __future__ import annotations

from kinerja.organization.models.imports import Import, ImportRow
from kinerja.organization.models.people import Employee, Kind
from kinerja.organization.models.positions import (
    JobGroup,
    Placement,
    PlacementKind,
    ReportingLine,
)
from kinerja.organization.models.roles import RoleGrant
from kinerja.organization.models.units import Unit, UnitPeriod, UnitType

__all__ = [
    "Employee",
    "Import",
    "ImportRow",
    "JobGroup",
    "Kind",
    "Placement",
    "PlacementKind",
    "ReportingLine",
    "RoleGrant",
    "Unit",
    "UnitPeriod",
    "UnitType",
]
