"""Jinja, made cheaper where it prints: the same templates give the same text."""

import re
from collections.abc import Callable, MutableMapping
from typing import Any, ClassVar

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_find_special = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """Return what `markupsafe.escape` does, as a plain string where there was nothing to escape.

    That is for pieces of text that are only joined: making Markup of each takes several times as long as looking.
    """
    if type(value) is str:
        return escape(value) if _find_special(value) else value
    return value if type(value) is Markup else escape(value)


class _CodeGenerator(CodeGenerator):
    """Compiles templates to code that prints with `escaped`; what becomes of a value elsewhere is left to Jinja."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """A page's context that knows a macro when it calls one."""

    def call(self, called: Callable[..., Any], /, *args: object, **kwargs: object) -> object:
        """Call a macro as Jinja does, without looking each time for what a macro is sure to want."""
        if type(called) is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **kwargs)


class SwiftEnvironment(Environment):
    """An environment for a great many small pieces of text. Its globals must be complete before its first template."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    escaped: ClassVar = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template in one dict: Jinja's own chain of two is walked in Python for each page."""
        return {**self.globals, **(d or {})}
