"""What the next page says once: kept in a cookie, which comes only with something to say."""

from __future__ import annotations

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.http.response import HttpResponseBase


class Notices(CookieStorage):
    """Django's storage, but nobody is told to forget a cookie that he never had."""

    def update(self, response: HttpResponseBase) -> list[Message] | None:
        """Write down what was not shown yet; return what had no room."""
        if self.added_new or self.cookie_name in self.request.COOKIES:
            return super().update(response)
        return []
