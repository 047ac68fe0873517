⟦DDL {function app.touch}|CREATE OR REPLACE FUNCTION app.touch() RETURNS trigger
LANGUAGE plpgsql AS $function$
DECLARE
  n integer := 0;
BEGIN
  IF NEW.id IS NULL THEN
    RAISE EXCEPTION 'no id; sorry';
  END IF;
  NEW.changed_at := now();
  RETURN NEW;
END;
$function$⟧;
⟦DDL|CREATE TRIGGER touch BEFORE UPDATE ON app.t FOR EACH ROW EXECUTE FUNCTION app.touch()⟧;
