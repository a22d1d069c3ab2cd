"""Nobody approves what he edited; a published value says the same for ever, only the end of `said` may be set, once."""

from django.db import migrations

FORWARDS = """
ALTER TABLE entry_version ADD CONSTRAINT entry_version_second_person CHECK (
    cardinality(edited_by) = 0 OR (approved_by_id IS NOT NULL AND NOT (approved_by_id = ANY (edited_by)))
);
ALTER TABLE parameter_value ADD CONSTRAINT parameter_value_second_person CHECK (
    cardinality(edited_by) = 0 OR (approved_by_id IS NOT NULL AND NOT (approved_by_id = ANY (edited_by)))
);

CREATE FUNCTION parameter_value_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published value is kept: end its said range instead';
    END IF;
    IF to_jsonb(NEW) - 'said' IS DISTINCT FROM to_jsonb(OLD) - 'said'
        OR lower(NEW.said) IS DISTINCT FROM lower(OLD.said)
        OR NOT upper_inf(OLD.said)
        OR upper_inf(NEW.said)
    THEN
        RAISE EXCEPTION 'a published value is immutable: only the end of said may be set, once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER parameter_value_immutable BEFORE UPDATE OR DELETE ON parameter_value
    FOR EACH ROW EXECUTE FUNCTION parameter_value_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER parameter_value_immutable ON parameter_value;
DROP FUNCTION parameter_value_refuse_change();
ALTER TABLE parameter_value DROP CONSTRAINT parameter_value_second_person;
ALTER TABLE entry_version DROP CONSTRAINT entry_version_second_person;
"""


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0003_parameters_and_reviews")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
