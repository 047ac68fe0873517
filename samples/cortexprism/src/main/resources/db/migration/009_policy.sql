-- migrations: database=cortex
CREATE TABLE IF NOT EXISTS policy_rules (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  pattern  TEXT NOT NULL UNIQUE,
  decision TEXT NOT NULL CHECK (decision IN ('allow', 'ask', 'deny')),
  reason   TEXT NOT NULL,
  priority INTEGER NOT NULL DEFAULT 0
);

-- The rules to begin with; those that were changed since stay as they are.
INSERT OR IGNORE INTO policy_rules (pattern, decision, reason, priority) VALUES
  ('*', 'ask', 'Nothing is allowed without a rule', 0),
  ('file.read', 'allow', 'Reading changes nothing', 10),
  ('file.write', 'ask', 'Writing can destroy work', 10),
  ('shell.*', 'ask', 'A shell can do anything', 10),
  ('shell.sudo', 'deny', 'No agent acts as root', 20),
  ('vault.read', 'deny', 'Secrets go to services, not to models', 20);
