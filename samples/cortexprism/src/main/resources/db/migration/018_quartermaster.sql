-- migrations: database=cortex

-- Which tool served which kind of task, so that the better one is taken the next time.
CREATE TABLE IF NOT EXISTS tool_outcomes (
  task     TEXT NOT NULL,
  tool     TEXT NOT NULL,
  success  INTEGER NOT NULL DEFAULT 0,
  failure  INTEGER NOT NULL DEFAULT 0,
  total_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (task, tool)
) WITHOUT ROWID;

CREATE VIEW IF NOT EXISTS tool_ranking AS
SELECT task, tool, (success + 1.0) / (success + failure + 2.0) AS score
FROM tool_outcomes;
