-- migrations: database=cortex
CREATE TABLE IF NOT EXISTS services (
  name          TEXT PRIMARY KEY,
  command       TEXT NOT NULL,
  port          INTEGER,
  restart       TEXT NOT NULL DEFAULT 'on-failure' CHECK (restart IN ('never', 'on-failure', 'always')),
  environment   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(environment)),
  health_path   TEXT
);

INSERT OR IGNORE INTO services (name, command, port, health_path) VALUES
  ('gateway', 'prism gateway', 3000, '/health'),
  ('scheduler', 'prism scheduler', NULL, NULL);
