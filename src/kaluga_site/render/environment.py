"""Jinja, made cheaper where it prints: the same templates give the same text."""

import re
from collections.abc import Callable, MutableMapping
from typing import Any, ClassVar

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from kaluga_site.model.settings import ARCHIVE_LANGUAGE
from kaluga_site.render.language import Language

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


class _Translator(NodeTransformer):
    """Puts the words of a language in the place of what asks for them, so that a page need not ask."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - after the class of node, as Jinja has it
        """Translate a message that holds no values."""
        self.generic_visit(node)
        message = node.args[0] if len(node.args) == 1 and not node.kwargs else None
        if isinstance(node.node, nodes.Name) and node.node.name == "_" and isinstance(message, nodes.Const):
            return nodes.Const(self._language.say_plainly(message.value), lineno=node.lineno)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802 - as above
        """Tell what marks the words of the archive, and those of the interface among them."""
        if node.ctx == "load" and node.name in {"archive_language", "own_language"}:
            tag = ARCHIVE_LANGUAGE if node.name == "archive_language" else self._language.tag
            mark = "" if self._language.is_archives else f' lang="{tag}"'
            return nodes.MarkSafe(nodes.Const(mark, lineno=node.lineno), lineno=node.lineno)
        if node.ctx == "load" and node.name == "interface_language":
            return nodes.Const(self._language.tag, lineno=node.lineno)
        return node


class SwiftEnvironment(Environment):
    """An environment for a great many small pieces of text. Its globals must be complete before its first template."""

    code_generator_class = _CodeGenerator
    context_class = _Context
    escaped: ClassVar = staticmethod(escaped)

    def __init__(self, language: Language, **options: Any) -> None:  # noqa: ANN401 - Jinja's own
        """Make an environment whose templates speak a language."""
        super().__init__(**options)
        self._translate = _Translator(language).visit

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template, its words translated."""
        template: nodes.Template = self._translate(super()._parse(source, name, filename))
        template.set_environment(self)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template in one dict: Jinja's own chain of two is walked in Python for each page."""
        return {**self.globals, **(d or {})}
