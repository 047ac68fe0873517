-- migrations: database=cortex
CREATE TABLE IF NOT EXISTS workspace_type_config (
  type     TEXT PRIMARY KEY,
  label    TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings))
);

INSERT OR IGNORE INTO workspace_type_config (type, label, settings) VALUES
  ('code', 'Source code', '{"lint": true}'),
  ('research', 'Research', '{"cite": true}'),
  ('general', 'Anything else', '{}');
