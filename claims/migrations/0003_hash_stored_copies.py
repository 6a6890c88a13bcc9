"""Give the copies that are stored already the hash of their body, which their visit has."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy_hashes(apps, schema_editor):
    LinkCheck = apps.get_model("claims", "LinkCheck")
    Snapshot = apps.get_model("claims", "Snapshot")
    of_visit = LinkCheck.objects.filter(pk=OuterRef("visit")).values("content_sha256")
    Snapshot.objects.filter(content_sha256="").update(content_sha256=Subquery(of_visit))


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_shared_warc_files")]

    operations = [migrations.RunPython(copy_hashes, migrations.RunPython.noop)]
