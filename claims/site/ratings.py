"""What our ratings mean, in a sentence each, best first."""

from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Rating

MEANINGS = {
    Rating.TRUE: _("The evidence bears the claim out."),
    Rating.MOSTLY_TRUE: _("Right in substance; a detail is imprecise."),
    Rating.HALF_TRUE: _("One part is right, another is wrong or missing."),
    Rating.MISLEADING: _("The facts may be right, but the claim suggests something wrong."),
    Rating.MOSTLY_FALSE: _("Wrong in substance, with a grain of truth."),
    Rating.FALSE: _("The evidence contradicts the claim."),
    Rating.UNPROVEN: _("There is no evidence that would decide it."),
}
