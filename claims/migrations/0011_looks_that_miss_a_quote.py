from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_spans_of_standing_claims"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sighting",
            name="sight_is_known",
        ),
        migrations.AlterField(
            model_name="sighting",
            name="saw",
            field=models.CharField(
                choices=[
                    ("fine", "The page is fine"),
                    ("quote_there", "The quoted passage is there"),
                    ("quote_gone", "The quoted passage is not there"),
                    ("gone", "The page is gone"),
                ],
                max_length=11,
                verbose_name="what was seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="sighting",
            constraint=models.CheckConstraint(
                condition=models.Q(("saw__in", ["fine", "quote_there", "quote_gone", "gone"])),
                name="sight_is_known",
            ),
        ),
    ]
