import gc

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("Claims")

    def ready(self) -> None:
        # What is loaded by now stays: no collection need look at it again. That was a
        # twentieth of the CPU of a worker, and forked ones share its memory for longer.
        gc.freeze()
