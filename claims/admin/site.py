"""The desk's name on every page of the admin."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = settings.DESK_NAME
admin.site.site_title = settings.DESK_NAME
admin.site.enable_nav_sidebar = False  # the lists need its room
admin.site.index_title = _("The desk")
