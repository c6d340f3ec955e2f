"""A mail from a Jinja2 template: what is wrong in one is said with file, line and the nearest name."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from poc_docs.messages.words import one_line
from poc_docs.text.spelling import did_you_mean
from poc_docs.text.template_source import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from poc_docs.text.template_source import TemplateSource

_SUBJECT = "Subject:"


class MailTemplateError(Exception):
    """A template can't be used: the message begins with file and line, ``advice`` is the way out."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Rendered:
    """Subject and body of a mail."""

    subject: str
    body: str


def render(name: str, sources: Mapping[str, TemplateSource], values: Mapping[str, Any]) -> Rendered:
    """Give the mail ``name`` from its template; others of ``sources`` may be included by their file name.

    The text must begin with ``Subject:``, and the body follows after an empty line. Raises
    ``MailTemplateError``.
    """
    file = file_of(name)
    environment = _environment(sources, values)
    source = sources[file]
    try:
        _refuse_unknown(environment, file, source, values)
        said = environment.get_template(file).render(values)
    except MailTemplateError:
        raise
    except TemplateSyntaxError as error:
        # What only compiling finds has no file of its own.
        known_paths = {each.path for each in sources.values()}
        path = error.filename if error.filename in known_paths else source.path
        where = f"{path}:{error.lineno}"
        raise MailTemplateError(f"{where}: {error.message}", _start_again(name)) from None
    except TemplateNotFound as error:
        where = f"{source.path}:{_line(error, source.path)}"
        known = ", ".join(sorted(sources))
        message = f"{where}: there is no template {str(error.name)!r} to include"
        raise MailTemplateError(message, f"the templates are: {known}") from None
    except TemplateError as error:
        message, _, advice = str(error.message).partition("\n")
        where = _place(error, source.path, sources)
        raise MailTemplateError(f"{where}: {message}", advice or _start_again(name)) from None
    # A template is a program: whatever it raises is the template's fault, and has a place in it.
    except Exception as error:  # noqa: BLE001
        where = _place(error, source.path, sources)
        raise MailTemplateError(f"{where}: {one_line(str(error))}", _start_again(name)) from None
    return _parted(said, source.path)


def _start_again(name: str) -> str:
    return f"'poc-docs email {name} --template' prints the one that poc-docs brings along"


def _environment(
    sources: Mapping[str, TemplateSource], values: Mapping[str, Any]
) -> ImmutableSandboxedEnvironment:
    from jinja2 import FunctionLoader

    def load(file: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = sources.get(file)
        return (source.text, source.path, lambda: True) if source else None

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=type("Unknown", (_Unknown,), {"known": tuple(values)}),
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # a mail is plain text, and <200 ms has to stay as it is
    )
    # The same plan gives the same mail: nothing in a template may be left to chance.
    environment.globals.pop("lipsum", None)
    environment.filters.pop("random", None)
    return environment


def _finalized(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict, SimpleNamespace)):
        raise TypeError("a list or a record can't be written whole; name its parts: {{ each.text }}")
    return value


class _Unknown(StrictUndefined):
    """What a template names and nobody knows; ``known`` are the variables there are."""

    known: tuple[str, ...] = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            return _unknown(name, self.known)
        parts = vars(self._undefined_obj) if isinstance(self._undefined_obj, SimpleNamespace) else ()
        return _unknown(name, parts, "part")


def _unknown(name: str, known: Iterable[str], kind: str = "variable") -> str:
    """Give message and advice, parted by a line break."""
    known = sorted(known)
    listed = f"the {kind}s are: {', '.join(known)}" if known else f"it has no {kind}s"
    advice = f"{did_you_mean(name, known)}{listed}; docs/emails.md describes them"
    return f"there is no {kind} {name!r}\n{advice}"


def _refuse_unknown(
    environment: ImmutableSandboxedEnvironment,
    file: str,
    source: TemplateSource,
    values: Mapping[str, Any],
) -> None:
    """Refuse a name that nobody knows also where this plan would not come to it."""
    tree = environment.parse(source.text, file, source.path)
    unknown = meta.find_undeclared_variables(tree) - set(values) - set(environment.globals)
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            message, _, advice = _unknown(node.name, values).partition("\n")
            raise MailTemplateError(f"{source.path}:{node.lineno}: {message}", advice)


def _place(error: Exception, path: str, sources: Mapping[str, TemplateSource]) -> str:
    """Give file and line of a template in which an error was raised, the innermost of those included."""
    found = f"{path}:{_line(error, path)}"
    paths = {source.path for source in sources.values()}
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in paths:
            found = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _line(error: Exception, path: str) -> int:
    line, trace = 1, error.__traceback__
    while trace is not None:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == path else line
        trace = trace.tb_next
    return line


def _parted(text: str, path: str) -> Rendered:
    """Part the subject from the body, whose empty lines never stand two in a row."""
    first, _, rest = text.lstrip().replace("\r\n", "\n").partition("\n")
    subject = one_line(first.removeprefix(_SUBJECT))
    if not first.startswith(_SUBJECT) or not subject:
        raise MailTemplateError(
            f"{path}:1: a mail must begin with its subject",
            "write 'Subject: …' as the first line, and the text after an empty one",
        )
    lines: list[str] = []
    # Only these begin a line in a mail; splitlines() knows more.
    for line in rest.replace("\r", "\n").split("\n"):
        clean = _clean(line)
        if clean or (lines and lines[-1]):
            lines.append(clean)
    return Rendered(subject, "\n".join(lines).rstrip() + "\n")


def _clean(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return (
        " " * indent
        + "".join(char for char in line[indent:].replace("\t", " ") if char.isprintable()).rstrip()
    )
