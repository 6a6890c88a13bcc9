from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredRobotsFile(models.Model):
    """What a site last said to robots, shared by all workers; see `linkcheck.robots`."""

    site = models.CharField(_("site"), max_length=300, unique=True, help_text=_("Scheme and host."))
    text = models.TextField(_("robots.txt"), blank=True)
    fetched_at = models.DateTimeField(_("fetched at"))
    error = models.CharField(_("error"), max_length=40, blank=True)
    error_detail = models.CharField(_("error detail"), max_length=300, blank=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)

    class Meta:
        verbose_name = _("robots.txt")
        verbose_name_plural = _("robots.txt files")
        ordering = ["site"]

    def __str__(self) -> str:
        return self.site
