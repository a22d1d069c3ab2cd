"""A version of a flow never changes: calls under way rely on it."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION flow_version_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of a flow is immutable: load the changed file, which makes a new version';
END $$;
CREATE TRIGGER flow_version_immutable BEFORE UPDATE OR DELETE ON flow_version
    FOR EACH ROW EXECUTE FUNCTION flow_version_refuse_change();
"""
BACKWARDS = "DROP TRIGGER flow_version_immutable ON flow_version; DROP FUNCTION flow_version_refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("ivr", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
