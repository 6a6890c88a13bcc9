from pathlib import Path

from django.conf import settings

from claims.workflow.diagram import workflow_page


def test_the_documentation_draws_the_workflow_as_it_is():
    page = Path(settings.BASE_DIR) / "docs" / "workflow.md"

    assert page.read_text(encoding="utf-8") == workflow_page(), "Run manage.py draw_workflow."
