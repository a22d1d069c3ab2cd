"""A published version says the same for ever; only the end of `said` may be set, once."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION entry_version_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published version is kept: end its said range instead';
    END IF;
    IF to_jsonb(NEW) - 'said' IS DISTINCT FROM to_jsonb(OLD) - 'said'
        OR lower(NEW.said) IS DISTINCT FROM lower(OLD.said)
        OR NOT upper_inf(OLD.said)
        OR upper_inf(NEW.said)
    THEN
        RAISE EXCEPTION 'a published version is immutable: only the end of said may be set, once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER entry_version_immutable BEFORE UPDATE OR DELETE ON entry_version
    FOR EACH ROW EXECUTE FUNCTION entry_version_refuse_change();

CREATE FUNCTION entry_text_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of a published version is immutable: publish a new version';
END $$;
CREATE TRIGGER entry_text_immutable BEFORE UPDATE OR DELETE ON entry_text
    FOR EACH ROW EXECUTE FUNCTION entry_text_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER entry_text_immutable ON entry_text;
DROP FUNCTION entry_text_refuse_change();
DROP TRIGGER entry_version_immutable ON entry_version;
DROP FUNCTION entry_version_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
