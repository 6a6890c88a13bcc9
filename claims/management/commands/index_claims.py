from argparse import ArgumentParser
from typing import Any

from django.utils.translation import ngettext
from tqdm import tqdm

from claims.actions.refresh_index import refresh_index, stale_claims
from claims.management.refusing_command import RefusingCommand
from claims.models import Claim


class Command(RefusingCommand):
    help = (
        "Put claims into the index of repeats that are not there, or that an older version of "
        "Factcheck has put there. Safe to repeat and to stop."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew", action="store_true", help="Empty the index first, and index every claim."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        anew, done = options["anew"], 0
        claims = Claim.objects.all() if anew else stale_claims()
        # On a terminal the bar goes to stderr; without one tqdm is silent.
        with tqdm(total=claims.count(), unit="claim", disable=None) as bar:
            for indexed in refresh_index(anew=anew):
                done += indexed
                bar.update(indexed)
        told = ngettext("%(count)d claim indexed.", "%(count)d claims indexed.", done)
        self.stdout.write(told % {"count": done})
