"""Jinja2 that writes values as plain strings: one escape a value, no Markup object between.

Why: half of a table's rendering was making Markup objects only to join them (docs/adr/0004).
It leans on two private names, `markupsafe._escape_inner` and the hook that Jinja2's own
NativeEnvironment uses; a test compares both with what they stand for.
"""

from __future__ import annotations

from typing import Any, cast

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def _plain(value: str) -> str:
    return str(escape(value))


#: the compiled escape, where markupsafe has one
escaped = getattr(markupsafe, "_escape_inner", _plain)


def text(value: Any) -> str:
    """Return a value as it stands in HTML."""
    kind = type(value)
    if kind is str:
        return cast("str", escaped(value))
    if kind is Markup:
        return str.__str__(value)
    if kind is int:
        return str(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return cast("str", escaped(str(value)))


class Generator(CodeGenerator):
    """Writes `environment.text(value)` where Jinja2 writes `escape(value)`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.text(")
        if finalize.src is not None:
            self.write(finalize.src)


class LeanEnvironment(Environment):
    """The environment of all pages."""

    code_generator_class = Generator
    text = staticmethod(text)
