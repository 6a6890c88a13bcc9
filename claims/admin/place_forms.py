"""What the buttons beside passages of an article send: the passage that was looked at."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Article, ArticleVersion, Claim


class PlaceForm(forms.Form):
    """A passage of one version of the article."""

    version = forms.ModelChoiceField(ArticleVersion.objects.none())
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions: Any = self.fields["version"]
        versions.queryset = article.versions.select_related("article")

    def place(self) -> dict[str, Any]:
        """Return version, start and end; raises ValidationError when there is no such passage."""
        if not self.is_valid():
            raise ValidationError(_("There are no such words in the article."), code="invalid")
        return {name: self.cleaned_data[name] for name in ("version", "start", "end")}


class LostClaimForm(PlaceForm):
    """The passage where a lost claim of the article may stand."""

    claim = forms.ModelChoiceField(Claim.objects.none())

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, article=article, **kwargs)
        claims: Any = self.fields["claim"]
        claims.queryset = article.claims.all()
