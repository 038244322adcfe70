"""What the web server calls; everything a first request would load is loaded before it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.config.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  views and forms are imported now, not by a visitor
