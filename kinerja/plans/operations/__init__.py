"""Every change of a plan."""

from __future__ import annotations

from kinerja.plans.operations.copying import copy_content, copy_plan
from kinerja.plans.operations.parts import change_annex, change_expectations
from kinerja.plans.operations.results import (
    add_indicator,
    add_result,
    delete_indicator,
    delete_result,
    move_indicator,
    move_result,
    name_source,
    save_result,
)
from kinerja.plans.operations.reviewing import agree_plan, return_plan
from kinerja.plans.operations.starting import start_plan
from kinerja.plans.operations.submitting import submit_plan

__all__ = [
    "add_indicator",
    "add_result",
    "agree_plan",
    "change_annex",
    "change_expectations",
    "copy_content",
    "copy_plan",
    "delete_indicator",
    "delete_result",
    "move_indicator",
    "move_result",
    "name_source",
    "return_plan",
    "save_result",
    "start_plan",
    "submit_plan",
]
