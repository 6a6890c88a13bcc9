"""How far a recheck has come, for a person at a terminal."""

import sys
from collections import Counter
from contextlib import AbstractContextManager
from shutil import get_terminal_size

from django.utils.translation import gettext as _
from tqdm import tqdm

from claims.management.visit_tally import counts_in_words


class VisitBar:
    """Pages visited of all, pages per second, time left and outcomes, on one line of stderr.

    Without a terminal there nothing is shown. Use it in a `with`.
    """

    def __init__(self, total: int) -> None:
        self.bar = tqdm(
            total=total,
            unit=_(" pages"),
            bar_format="{bar:16} {n_fmt}/{total_fmt}{unit}, {rate_noinv_fmt}, "
            + _("{remaining} left")
            + "{postfix}",
            ncols=get_terminal_size().columns - 1,  # tqdm shows nothing where it finds no width
            disable=None,
        )

    def __enter__(self) -> "VisitBar":
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def advance(self, outcomes: Counter[str]) -> None:
        """Note one more visit; `outcomes` are those of all so far."""
        self.bar.set_postfix_str(counts_in_words(outcomes), refresh=False)
        self.bar.update()

    def aside(self) -> AbstractContextManager[None]:
        """Return a context in which stdout can be written to, should it be the same terminal."""
        step_aside: AbstractContextManager[None] = tqdm.external_write_mode(file=sys.stdout)
        return step_aside
