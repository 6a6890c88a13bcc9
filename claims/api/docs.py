"""The schema and its viewer."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


class Schema(SpectacularAPIView):
    """OpenAPI 3, as YAML or, for `Accept: application/json`, as JSON."""


class Docs(SpectacularSwaggerSplitView):
    """Swagger UI from our own server, its script apart: the strict CSP holds here, too."""

    url_name = "api:schema"
    template_name = "site/api_docs.html"
