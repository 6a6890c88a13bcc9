from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.workflow.diagram import workflow_page


class Command(BaseCommand):
    help = "Write docs/workflow.md from the workflow table."

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "workflow.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(workflow_page(), encoding="utf-8")
        self.stdout.write(str(page))
