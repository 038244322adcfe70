"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.growth.views import actions, plan, strengths

app_name = "growth"
urlpatterns = [
    path("pengembangan/", strengths.strengths, name="strengths"),
    path("pengembangan/<key:employee_id>/", strengths.strengths_of, name="strengths_of"),
    path("pengembangan/rencana/", plan.plan, name="plan"),
    path("pengembangan/rencana/draf/", plan.plan_draft, name="plan_draft"),
    path("pengembangan/rencana/<key:development_id>/dukung/", plan.support, name="support"),
    path("pengembangan/tindakan/baru/", actions.action_new, name="action_new"),
    path("pengembangan/tindakan/<key:action_id>/", actions.action, name="action"),
    path("pengembangan/tindakan/<key:action_id>/ubah/", actions.change, name="action_change"),
    path("pengembangan/tindakan/<key:action_id>/agenda/", actions.to_agenda, name="action_agenda"),
]
