"""A statistics table of the format does not stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportlint.draft.outline import match_sections
from reportlint.finding import NotAssessed, Observation, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.draft.content import Content
    from reportlint.draft.forms import TableForm
    from reportlint.packs.schema import Pack

MISSING = Sentence(zh="没有找到“{title}”{basis}", en="table “{title}” was not found{basis}")

UNREAD = Sentence(
    zh="有“{title}”的表头，但没有认出表中的数据", en="the header of “{title}” stands, but its cells were not recognized"
)
NO_SECTION = Sentence(zh="“{title}”所在的部分缺失", en="the section of “{title}” is missing itself")
WHOLE_REPORT = True


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """tables: ids of the tables that must stand; all of the pack's when empty."""

    tables: tuple[str, ...] = ()

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Yield the tables named, for the pack loader to verify."""
        yield from (("table", name, "tables") for name in self.tables)


def check(content: Content, parameters: Parameters, pack: Pack) -> Iterator[Observation | NotAssessed]:
    """Yield one observation, about the whole draft, for each missing table; one in another period's form is not missing."""
    standing = {table.form.id for table in content.tables}
    found = match_sections(content.outline, pack.outline)
    absent = {form.id for form in pack.outline if form.at_top and not found[form.id]}
    for form in pack.tables:
        if form.id in standing or (parameters.tables and form.id not in parameters.tables):
            continue
        if form.section in absent:
            yield NotAssessed(NO_SECTION(title=form.title))
        elif _headed(content, form):
            yield NotAssessed(UNREAD(title=form.title))
        else:
            yield Observation(MISSING(title=form.title, basis=f"（{form.basis}）" if form.basis else ""), None)


def _headed(content: Content, form: TableForm) -> bool:
    """Tell whether most labels of the header stand in the draft: then the table does, whatever became of its cells."""
    labels = {*form.header, *form.columns.values()}
    return 2 * sum(label in content.text for label in labels) > len(labels)
