"""Makes transfers append-only in the database, and creates the two system accounts."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER IF NOT EXISTS billing_transfer_no_update BEFORE UPDATE ON billing_transfer
       BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS billing_transfer_no_delete BEFORE DELETE ON billing_transfer
       BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION billing_transfer_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'transfers are append-only'; END $$""",
    """CREATE TRIGGER billing_transfer_no_change BEFORE UPDATE OR DELETE ON billing_transfer
       FOR EACH ROW EXECUTE FUNCTION billing_transfer_append_only()""",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER billing_transfer_no_update",
        "DROP TRIGGER billing_transfer_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER billing_transfer_no_change ON billing_transfer",
        "DROP FUNCTION billing_transfer_append_only",
    ],
}


def forbid_changes(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def open_system_accounts(apps, schema_editor):
    account = apps.get_model("billing", "Account")
    for kind in ("issued", "revenue"):
        account.objects.get_or_create(owner=None, kind=kind)


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [
        migrations.RunPython(forbid_changes, allow_changes),
        migrations.RunPython(open_system_accounts, migrations.RunPython.noop),
    ]
