-- migrations: database=cortex

-- A rule for one node goes before the rule for all of them.
CREATE TABLE IF NOT EXISTS node_policies (
  node_id  TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
  pattern  TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('allow', 'ask', 'deny')),
  PRIMARY KEY (node_id, pattern)
) WITHOUT ROWID;
