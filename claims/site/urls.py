"""Where the public pages answer."""

from django.urls import path

from claims.site import archive, demo, pages
from claims.site.feeds import CorrectionsFeed

app_name = "site"

urlpatterns = [
    path("", pages.home, name="home"),
    path("claims/<uuid:claim_id>/", pages.claim_page, name="claim"),
    path("archive/<int:snapshot_id>/", archive.archived_text, name="archive"),
    path("archive/<int:snapshot_id>/page/", archive.archived_page, name="archived_page"),
    path("feeds/corrections.atom", CorrectionsFeed(), name="corrections"),
    path("robots.txt", pages.robots, name="robots"),
    path("quellen/<path:name>", demo.source_page, name="source"),
    path("quellen/", demo.source_page, {"name": ""}, name="sources"),
]
