"""Where each part of the desk answers."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("claims.api.urls")),
    path("", include("claims.site.urls")),
]

handler400 = "claims.api.problems.answer_bad_request"
handler404 = "claims.api.problems.answer_not_found"
handler500 = "claims.api.problems.answer_server_error"
