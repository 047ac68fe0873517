-- migrations: database=memory

-- Five tiers: what is at hand, what happened, what is known, how things are done, and how
-- they relate to each other.
CREATE TABLE IF NOT EXISTS working_memory (
  session_id TEXT NOT NULL,
  slot       TEXT NOT NULL,
  content    TEXT NOT NULL,
  PRIMARY KEY (session_id, slot)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS episodic_memory (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id TEXT NOT NULL,
  content    TEXT NOT NULL,
  importance REAL NOT NULL DEFAULT 0.5,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE TABLE IF NOT EXISTS semantic_memory (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  subject    TEXT NOT NULL,
  content    TEXT NOT NULL,
  confidence REAL NOT NULL DEFAULT 1.0,
  UNIQUE (subject, content)
);

CREATE TABLE IF NOT EXISTS procedural_memory (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL UNIQUE,
  steps   TEXT NOT NULL CHECK (json_valid(steps)),
  success INTEGER NOT NULL DEFAULT 0,
  failure INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS graph_memory (
  source   TEXT NOT NULL,
  relation TEXT NOT NULL,
  target   TEXT NOT NULL,
  weight   REAL NOT NULL DEFAULT 1.0,
  PRIMARY KEY (source, relation, target)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS idx_episodic_session ON episodic_memory (session_id);

-- The words of what happened, without a second copy of the text.
CREATE VIRTUAL TABLE IF NOT EXISTS episodic_fts USING fts5 (
  content, content = 'episodic_memory', content_rowid = 'id', tokenize = 'porter unicode61'
);

CREATE TRIGGER IF NOT EXISTS episodic_inserted AFTER INSERT ON episodic_memory BEGIN
  INSERT INTO episodic_fts (rowid, content) VALUES (new.id, new.content);
END;

CREATE TRIGGER IF NOT EXISTS episodic_deleted AFTER DELETE ON episodic_memory BEGIN
  INSERT INTO episodic_fts (episodic_fts, rowid, content) VALUES ('delete', old.id, old.content);
END;

CREATE TRIGGER IF NOT EXISTS episodic_updated AFTER UPDATE OF content ON episodic_memory BEGIN
  INSERT INTO episodic_fts (episodic_fts, rowid, content) VALUES ('delete', old.id, old.content);
  INSERT INTO episodic_fts (rowid, content) VALUES (new.id, new.content);
END;
