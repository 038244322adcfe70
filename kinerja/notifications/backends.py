"""Where mails go: the mail server of the city's settings; without one, the server's log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import console, smtp
from django.core.mail.backends.base import BaseEmailBackend

from kinerja.city.models import City

PATIENCE = 20
IMPLICIT_TLS = 465


class CityBackend(BaseEmailBackend):
    """Asks the settings each time it is opened, so that a change needs no restart."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return self._real().send_messages(email_messages) or 0

    def _real(self) -> BaseEmailBackend:
        city = City.objects.filter(pk=1).first()
        if city is None or not city.smtp_host:
            return console.EmailBackend(fail_silently=self.fail_silently)
        implicit = city.smtp_tls and city.smtp_port == IMPLICIT_TLS
        options: dict[str, Any] = {
            "host": city.smtp_host,
            "port": city.smtp_port,
            "username": city.smtp_user,
            "password": city.smtp_password,
            "use_ssl": implicit,
            "use_tls": city.smtp_tls and not implicit,
            "timeout": PATIENCE,
        }
        return smtp.EmailBackend(fail_silently=self.fail_silently, **options)
