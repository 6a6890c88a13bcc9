"""An outage that several workers noticed at once left a row of each; the oldest may last."""

from django.db import migrations
from django.db.models import F


def end_all_but_the_oldest(apps, schema_editor):
    WebOutage = apps.get_model("claims", "WebOutage")
    lasting = WebOutage.objects.filter(ended_at=None)
    oldest = lasting.order_by("began_at", "pk").first()
    if oldest is not None:
        lasting.exclude(pk=oldest.pk).update(ended_at=F("noticed_at"))


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_quicker_compression_of_copies")]

    operations = [migrations.RunPython(end_all_but_the_oldest, migrations.RunPython.noop)]
