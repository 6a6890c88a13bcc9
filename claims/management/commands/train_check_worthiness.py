from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.use_shipped_weights import use_shipped_weights
from claims.management.refusing_command import RefusingCommand
from claims.models import Claim, LearnedWeights, Person
from claims.vocabulary import Language

LABELS = {
    "learned": gettext_lazy("learned now, on unseen claims"),
    "shipped": gettext_lazy("shipped weights"),
    "order": gettext_lazy("order of the text"),
    "chance": gettext_lazy("chance"),
}


class Command(RefusingCommand):
    help = "Fit check-worthiness to the claims that the desk accepted and dismissed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--language", choices=Language.values, help="Without it: each in which was decided."
        )
        parser.add_argument("--by", metavar="USERNAME", help="The editor who wants it so.")
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--dry-run", action="store_true", help="Report, but store nothing.")
        way.add_argument(
            "--shipped", action="store_true", help="Go back to the weights that came with it."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by, now = _person(options["by"]), timezone.now()
        if options["shipped"]:
            self._go_back(_chosen(options) or Language.values, by, now)
            return
        learn_weights = _learn_weights()
        refusals = []
        languages = _chosen(options) or _decided() or [settings.LANGUAGE_CODE]
        for language in languages:
            try:
                learned = learn_weights(language, by=by, now=now, dry_run=options["dry_run"])
                self.stdout.write(_report(learned))
                self.stdout.write(_outcome(learned, is_stored=not options["dry_run"]))
            except (ValidationError, PermissionDenied) as refusal:
                refusals.append(_sentence(refusal))
        if len(refusals) == len(languages):
            raise CommandError(" ".join(refusals))
        for sentence in refusals:
            self.stderr.write(sentence)

    def _go_back(self, languages: Iterable[str], by: Person | None, now: datetime) -> None:
        try:
            for language in languages:
                use_shipped_weights(language, by=by, now=now)
        except PermissionDenied as refusal:
            raise CommandError(_sentence(refusal)) from refusal
        self.stdout.write(_("New imports are scored with the shipped weights again."))


def _chosen(options: dict[str, Any]) -> list[str]:
    return [options["language"]] if options["language"] else []


def _decided() -> list[str]:
    languages = Claim.objects.decided().values_list("article__language", flat=True)
    return sorted(languages.order_by().distinct())


def _person(username: str | None) -> Person | None:
    try:
        return Person.objects.get(username=username) if username else None
    except Person.DoesNotExist as error:
        raise CommandError(_("There is nobody called %(name)s.") % {"name": username}) from error


def _learn_weights() -> Any:
    """Return the action, whose module needs a package that the default install leaves out."""
    try:
        return import_module("claims.actions.learn_weights").learn_weights
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("sklearn"):
            raise
        raise CommandError(
            _("Learning needs scikit-learn: run “make setup-ml”, or install requirements-ml.lock.")
        ) from missing


def _sentence(refusal: ValidationError | PermissionDenied) -> str:
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)


def _report(learned: LearnedWeights) -> str:
    head = _("%(language)s: %(accepted)d accepted and %(dismissed)d dismissed claims.") % {
        "language": learned.get_language_display(),
        "accepted": learned.accepted,
        "dismissed": learned.dismissed,
    }
    precision, f1 = _("average precision"), _("macro F1")
    columns = f"{'':<34}{precision:>27}{f1:>10}"
    return "\n".join([head, columns, *(_line(*each) for each in learned.figures.items())])


def _line(name: str, figures: dict[str, float | None]) -> str:
    label = str(LABELS.get(name, "")) or _("learned before: %(name)s") % {"name": name}
    f1 = "" if figures["f1"] is None else f"{figures['f1']:.2f}"
    return f"{label:<34}{figures['average_precision']:>27.2f}{f1:>10}"


def _outcome(learned: LearnedWeights, *, is_stored: bool) -> str:
    if not is_stored:
        return _("Nothing was stored.")
    return _("Stored as %(name)s: new imports are scored with it.") % {"name": learned.name}
