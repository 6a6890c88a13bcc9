"""What the desk taught check-worthiness: read here, learned by `train_check_worthiness`."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import floatformat
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.admin.actor import permits
from claims.admin.desk_admin import ReadOnlyAdmin
from claims.admin.weights_page import standing_badge, used_weights, weights_context
from claims.models import LearnedWeights
from claims.workflow.permissions import Permission


@admin.register(LearnedWeights)
class LearnedWeightsAdmin(ReadOnlyAdmin):
    """Whoever may see the claims may see how they are weighed."""

    change_list_template = "admin/claims/learnedweights/change_list.html"
    list_display = ["name", "language", "standing", "learned_at", "taught", "precision", "by"]
    list_display_links = ["name"]
    list_select_related = ["learned_by"]
    list_filter = ["language"]
    ordering = ["-learned_at", "-pk"]

    @admin.display(description=_("weights"))
    def name(self, learned: LearnedWeights) -> str:
        return learned.name

    @admin.display(description=_("state"))
    def standing(self, learned: LearnedWeights) -> SafeString:
        return standing_badge(learned)

    @admin.display(description=_("accepted / dismissed"))
    def taught(self, learned: LearnedWeights) -> Any:
        if not learned.weights:
            return _("shipped weights")
        return f"{learned.accepted} / {learned.dismissed}"

    @admin.display(description=_("average precision"), empty_value="–")
    def precision(self, learned: LearnedWeights) -> str | None:
        figures = learned.figures.get("learned")
        return floatformat(figures["average_precision"], 2) if figures else None

    @admin.display(description=_("learned by"), ordering="learned_by", empty_value="–")
    def by(self, learned: LearnedWeights) -> Any:
        return learned.learned_by

    def get_queryset(self, request: HttpRequest) -> QuerySet[LearnedWeights]:
        newest = LearnedWeights.objects.newest().filter(pk=OuterRef("pk"))
        rows: QuerySet[LearnedWeights] = super().get_queryset(request)
        return rows.annotate(is_newest=Exists(newest))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permits(request, Permission.VIEW_CLAIM)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permits(request, Permission.VIEW_CLAIM)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"used_weights": used_weights(), **(extra_context or {})}
        return super().changelist_view(request, shown)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        learned = self.get_object(request, object_id)
        if learned is None:
            raise Http404
        if not self.has_view_permission(request, learned):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            **weights_context(learned),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/claims/learnedweights/page.html", context)
