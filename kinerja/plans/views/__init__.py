"""Plan screens. A view finds, calls one operation, and answers."""

from __future__ import annotations

from kinerja.plans.views.check import check, submit
from kinerja.plans.views.deleting import indicator_delete, result_delete
from kinerja.plans.views.editor import edit, result_draft, result_edit, result_new
from kinerja.plans.views.lists import copy, plan_list, start, team
from kinerja.plans.views.opening import year_open
from kinerja.plans.views.parts import annex, behaviors
from kinerja.plans.views.plan import pdf, plan
from kinerja.plans.views.review import agree, give_back, review

__all__ = [
    "agree",
    "annex",
    "behaviors",
    "check",
    "copy",
    "edit",
    "give_back",
    "indicator_delete",
    "pdf",
    "plan",
    "plan_list",
    "result_delete",
    "result_draft",
    "result_edit",
    "result_new",
    "review",
    "start",
    "submit",
    "team",
    "year_open",
]
