"""The living style page, and the help page with its words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.ui.glossary import ANSWERS, TERMS
from kinerja.ui.rendering import page
from kinerja.ui.samples import samples


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; `?tema=` forces light or dark."""
    theme = {"gelap": "dark", "terang": "light"}.get(request.GET.get("tema", ""), "")
    return page(request, "ui/style.html", {**samples(), "forced_theme": theme})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show whom to call, short answers, and what the words mean."""
    return page(request, "ui/help.html", {"answers": ANSWERS, "terms": TERMS})
