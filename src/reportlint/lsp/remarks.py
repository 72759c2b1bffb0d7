"""What an editor shows of a text as it is typed: drafts, packs, configuration, waivers. Knows no protocol."""

from __future__ import annotations

import inspect
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from reportlint import checks, config, waivers
from reportlint.acceptance import Acceptance
from reportlint.batch import Linters
from reportlint.config import Projects
from reportlint.engine import Settings, try_rule
from reportlint.errors import PackError, ReportlintError
from reportlint.finding import Sentence, Severity
from reportlint.packs import examples, folders, schemas, yaml
from reportlint.packs.compiler import compile_pack
from reportlint.packs.schema import Entry, Rule
from reportlint.positions import Lines, SourceSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reportlint.errors import Fault
    from reportlint.finding import Finding, ReportedFix
    from reportlint.packs.examples import ExampleResult
    from reportlint.packs.schema import Pack
    from reportlint.packs.yaml import Node
    from reportlint.positions import Range

DRAFTS: Final = frozenset({".txt", ".text", ".md", ".markdown"})
"""Suffixes of drafts that are the text an editor shows."""

_WORD = re.compile(r"[^\s:,\[\]{}]+")

_NOT_CHECKED = Sentence("没有检查：{reason}", "not checked: {reason}")
_BASIS = Sentence("依据：{basis}", "Basis: {basis}")
_MISSING = Sentence("反例没有指出（missing）：{message}", "bad example is missing: {message}")
_NOISY = Sentence("正例被误报（noisy）：{message}", "good example is noisy: {message}")


class Note(NamedTuple):
    """A place that helps to understand a remark."""

    span: SourceSpan
    message: str


class Remark(NamedTuple):
    """One thing to show. span: in the text. code: the rule. about: more of it, as Markdown. fix: what mends it."""

    span: SourceSpan
    severity: Severity
    code: str
    message: str
    about: str = ""
    notes: tuple[Note, ...] = ()
    fix: ReportedFix | None = None


Remarks = dict[Path, list[Remark]]
"""What there is to say, by file: a fault of a pack may stand in another file than the one that is edited."""


def kind_of(path: Path, language_id: str = "") -> Literal["draft", "pack", "config", "waivers", ""]:
    """Tell what a file is to us, by its name; "" for nothing. language_id: what the editor calls it."""
    if path.name == config.NAME:
        return "config"
    if path.name == waivers.NAME:
        return "waivers"
    if path.suffix in (".yaml", ".yml"):
        return "pack" if path.name == folders.HEADER or (path.parent / folders.HEADER).is_file() else ""
    return "draft" if path.suffix.lower() in DRAFTS or language_id in ("plaintext", "markdown") else ""


class Desk:
    """Looks at texts. What is read beside them (packs, configurations) is kept until `forget`."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language
        self.forget()

    def forget(self) -> None:
        """Read everything beside the texts anew: something of it was saved."""
        self._linters = Linters()
        self._projects = Projects()
        self._reasons: dict[str, str] = {}  # why there is a rule, by its name

    def look(self, path: Path, texts: Mapping[Path, str], language_id: str = "") -> Remarks:
        """Return what there is to say of a file. texts: what stands in the files that are open, this one among them."""
        match kind_of(path, language_id):
            case "draft":
                return {path: self._draft(path, texts[path])}
            case "pack":
                return self._pack(path, texts)
            case "config":
                return _faults(lambda: config.load(path, texts), (path,), texts)
            case "waivers":
                return _faults(lambda: waivers.load(path, text=texts[path]), (path,), texts)
        return {}

    def explain(self, path: Path, text: str, line: int, column: int) -> str:
        """Return what a key of a pack means, or what the check does that a rule names; "" for anything else."""
        if kind_of(path) != "pack":
            return ""
        node, _ = yaml.parse(text, str(path))
        rules = node.mapping.get("rules") if node else None
        for rule in rules.items if rules else ():
            check = rule.mapping.get("check")
            known = check is not None and check.text in checks.names()
            kind = checks.find(check.text) if check and known else None
            for key, value in rule.mapping.items():
                if value.key and value.key[0] == line and value.key[1] <= column < value.key[1] + len(key):
                    texts = schemas.explained(inspect.getdoc(Entry) or "") | schemas.explained(
                        inspect.getdoc(Rule) or ""
                    )
                    texts |= schemas.explained(inspect.getdoc(kind.Parameters) or "") if kind else {}
                    return f"`{key}`: {texts[key]}" if key in texts else ""
            if check and kind and check.line == line and check.column <= column <= check.column + len(check.text):
                return inspect.cleandoc(kind.__doc__ or "")
        return ""

    # ------------------------------------------------------------ drafts

    def _draft(self, path: Path, text: str) -> list[Remark]:
        """Check a draft by the settings of its project; a text that is no report is left alone where there is none."""
        lines = Lines(text)
        try:
            project = self._projects.of(str(path))
            linter = self._linters.of(project.settings(str(path), Settings(language=self.language)))
            mark = b"\xef\xbb\xbf"  # says UTF-8, so that nothing is guessed
            result = linter.check(str(path), mark + text.encode("utf-8", "surrogatepass"))
            (result,) = Acceptance(self._projects).applied([result])
        except ReportlintError as error:
            return [self._unchecked(lines, error.text(self.language))]
        if project.file is None and (result.failure is not None or result.notice):
            return []
        if result.failure is not None:
            return [self._unchecked(lines, result.failure)]
        self._reasons |= {rule.name: rule.why for pack in linter.packs for rule in pack.rules}
        return [self._found(finding, lines) for finding in result.findings if finding.counts]

    def _unchecked(self, lines: Lines, reason: str) -> Remark:
        return Remark(lines.span(1), Severity.INFO, "", _NOT_CHECKED(reason=reason).text(self.language))

    def _found(self, finding: Finding, lines: Lines) -> Remark:
        evidence = finding.evidence.values if finding.evidence else ()
        places = [(related.span, related.message) for related in finding.related]
        told = {span for span, _ in places}
        places += [(value.span, f"{value.label} {value.value}") for value in evidence if value.span not in told]
        notes = dict.fromkeys(Note(_span(span), message) for span, message in places if span is not None)
        span = lines.span(1) if finding.span is None else _span(finding.span)
        basis = _BASIS(basis=finding.basis).text(self.language) if finding.basis else ""
        about = [f"**{finding.title}** `{finding.rule}`", self._reasons.get(finding.rule, ""), basis]
        return Remark(
            span, finding.severity, finding.rule, finding.message, "\n\n".join(filter(None, about)), tuple(notes),
            finding.fix,
        )  # fmt: skip

    # ------------------------------------------------------------ packs

    def _pack(self, path: Path, texts: Mapping[Path, str]) -> Remarks:
        """Compile a pack as it stands in the editor; where it holds, try the examples of the rules of this file."""
        folder = path.parent
        files = folders.files(folder)
        compiled: list[Pack] = []
        remarks = _faults(lambda: compiled.append(compile_pack(folder, checks, texts)[0]), files, texts)
        node, _ = yaml.parse(texts[path], str(path))
        if compiled and node is not None and "rules" in node.mapping:
            named = [item.mapping["id"].text for item in node.mapping["rules"].items if "id" in item.mapping]
            own = {f"{folder.name}/{name}" for name in named}
            for result in examples.run(compiled, try_rule, own):
                if not result.ok:
                    remarks[path] += self._failed(result, node, texts[path])
        return remarks

    def _failed(self, result: ExampleResult, root: Node, text: str) -> Iterator[Remark]:
        """Yield where an example is not as its rule says: under what was missed or found too much, else under all of it."""
        node = examples.written(root, result.rule.partition("/")[2], result.kind, result.number)
        if node is None:
            return
        sentence = _MISSING if result.kind == "bad" else _NOISY
        message = sentence(message=result.message).text(self.language)
        lines = Lines(text)
        for span in result.spans or (SourceSpan(0, len(result.text)),):
            start = _place(node, examples.offset_written(node.text, span.start), lines)
            end = _place(node, examples.offset_written(node.text, max(span.end - 1, span.start)), lines) + 1
            yield Remark(SourceSpan(start, max(end, start + 1)), Severity.ERROR, result.rule, message)


def _span(place: Range) -> SourceSpan:
    return SourceSpan(place.start.offset, place.end.offset)


def _place(node: Node, offset: int, lines: Lines) -> int:
    """Return where a character of a YAML text stands in its file, as exactly as its style of writing allows."""
    first = lines.span(node.line).start + node.column - 1
    if node.written:
        return first + node.inside(offset)
    if not lines.text.startswith("|", first):
        return first
    number = node.line + 1 + node.text.count("\n", 0, offset)
    inside = offset - (node.text.rfind("\n", 0, offset) + 1)
    content = lines.content(node.line + 1)
    indent = len(content) - len(content.lstrip(" "))
    return min(lines.span(min(number, len(lines))).start + indent + inside, len(lines.text))


def _faults(read: Callable[[], object], files: Iterable[Path], texts: Mapping[Path, str]) -> Remarks:
    """Return what is wrong with some YAML, by file; every file is there, also one with nothing wrong."""
    remarks: Remarks = {file: [] for file in files}
    try:
        read()
    except PackError as error:
        for fault in error.faults:
            file = Path(os.path.abspath(fault.file))  # noqa: PTH100 - keep symlinks
            remarks.setdefault(file, []).append(
                Remark(_word(fault, _text(file, texts)), Severity.ERROR, "", fault.message)
            )
    return remarks


def _text(file: Path, texts: Mapping[Path, str]) -> str:
    if file in texts:
        return texts[file]
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _word(fault: Fault, text: str) -> SourceSpan:
    """Return the word at which a fault stands."""
    lines = Lines(text)
    if fault.line > len(lines):
        return SourceSpan(len(text), len(text))
    line = lines.span(fault.line)
    start = min(line.start + fault.column - 1, line.end)
    word = _WORD.match(text, start, line.end)
    return SourceSpan(start, word.end() if word else line.end)
