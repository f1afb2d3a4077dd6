"""Takes away the indexes of transfers that nobody reads, as each is written with every transfer.

SQLite makes the table anew for this, without its triggers, so they are put back; either way.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

append_only = import_module("billing.migrations.0002_append_only")


def restore_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        append_only.forbid_changes(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, restore_triggers),
        migrations.AlterField(
            model_name="transfer",
            name="created_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="job",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="key",
            field=models.CharField(max_length=120),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["job"], name="transfer_job"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("created_by__isnull", False)),
                fields=["created_by"],
                name="transfer_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(fields=("key",), name="transfer_once"),
        ),
        migrations.RunPython(restore_triggers, migrations.RunPython.noop),
    ]
