"""The rows of a CSV table of claims, each knowing where it stands."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from claims.readers.claim_columns import column_of, read_header
from claims.readers.fields import Place
from claims.readers.unreadable import UnreadableSource

DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class ClaimRow:
    """A row that names a claim; its `number` is the one that a spreadsheet shows."""

    source: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str) -> Place:
        return Place(self.source, "row", self.number, column)

    @property
    def article(self) -> str:
        return self["url"] or self["title"] or self.source

    @property
    def fallback_title(self) -> str:
        """The name of the file stands for an article that has neither title nor address."""
        return "" if self["url"] else self.source

    @property
    def quote(self) -> str:
        return self["quote"] or self["text"]

    @property
    def text(self) -> str:
        return self["text"] or self["quote"]


def read_rows(text: str, *, name: str) -> Iterator[ClaimRow]:
    """Yield the rows of the table `text` that are not blank.

    Raises UnreadableSource for what is not CSV, for a header that is not ours, and for a
    row with more fields than the header or without a claim.
    """
    records = _records(text, name)
    _number, header = next(records, (1, []))  # a table of empty cells has no record
    columns = read_header(header, name=name)
    for number, record in records:
        if any(cell.strip() for cell in record[len(columns) :]):
            raise UnreadableSource(
                _("%(name)s, row %(row)d: it has more fields than the header.")
                % {"name": name, "row": number}
            )
        cells = {column: _cell(cell) for column, cell in zip(columns, record, strict=False)}
        row = ClaimRow(name, number, cells)
        if not row.quote:
            raise row.place("text").refused(_("the claim is missing"))
        yield row


def delimiter_of(header: str) -> str:
    """Return the delimiter that splits `header` into the most columns that we know."""

    def known_columns(delimiter: str) -> int:
        return sum(bool(column_of(heading.strip('"'))) for heading in header.split(delimiter))

    return max(DELIMITERS, key=known_columns)


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that are not blank with their numbers, the header first."""
    lines = StringIO(text.lstrip(), newline="\n")
    header = lines.readline()
    if header.lower().startswith("sep="):  # a hint that Excel leaves for itself
        header = lines.readline()
    lines = StringIO(header + lines.read(), newline="\n")
    number = 0
    try:
        reader = csv.reader(lines, delimiter=delimiter_of(header), strict=True)
        for number, record in enumerate(reader, 1):
            if any(cell.strip() for cell in record):
                yield number, record
    except csv.Error as error:
        raise UnreadableSource(
            _("%(name)s, row %(row)d: it is not CSV (%(problem)s).")
            % {"name": name, "row": number + 1, "problem": error}
        ) from error


def _cell(cell: str) -> str:
    """Return the words of `cell`; an apostrophe before a formula's sign is a spreadsheet's."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell
