"""Screens of guidances. A view finds, calls one operation, and answers."""

from __future__ import annotations

from kinerja.guidance.views.acting import extend, finish, rate, sessions, stop
from kinerja.guidance.views.answering import answers, statements, word, wording
from kinerja.guidance.views.beginning import begin, choose_mentor, decline
from kinerja.guidance.views.changing import change_mentor
from kinerja.guidance.views.guidance import competences, guidance
from kinerja.guidance.views.lists import guidance_list

__all__ = [
    "answers",
    "begin",
    "change_mentor",
    "choose_mentor",
    "competences",
    "decline",
    "extend",
    "finish",
    "guidance",
    "guidance_list",
    "rate",
    "sessions",
    "statements",
    "stop",
    "word",
    "wording",
]
