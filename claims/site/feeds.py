from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from claims.models import Claim, Correction

LATEST = 50


class CorrectionsFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs alone
    """Our latest corrections of claims that are public now, as Atom."""

    feed_type = Atom1Feed
    link = reverse_lazy("site:home")

    def title(self) -> str:
        return _("%(desk)s: corrections") % {"desk": settings.DESK_NAME}

    def items(self) -> QuerySet[Correction]:
        public = Correction.objects.filter(claim__in=Claim.objects.public())
        return public.select_related("claim").order_by("-at", "-id")[:LATEST]

    def item_title(self, item: Correction) -> str:
        return item.claim.text

    def item_description(self, item: Correction) -> str:
        before, after = item.get_rating_before_display(), item.get_rating_after_display()
        return f"{before} → {after}. {item.explanation_after} {item.reason}".strip()

    def item_link(self, item: Correction) -> str:
        return f"{reverse('site:claim', args=[item.claim_id])}#correction-{item.pk}"

    def item_pubdate(self, item: Correction) -> datetime:
        return item.at

    def item_updateddate(self, item: Correction) -> datetime:
        return item.at
