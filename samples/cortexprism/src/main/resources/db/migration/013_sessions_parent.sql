-- migrations: database=cortex

-- A sub-agent works in a session of its own, under that of the agent that called it.

-- migrations: unless exists column(sessions.parent_session_id)
ALTER TABLE sessions ADD COLUMN parent_session_id TEXT REFERENCES sessions (id) ON DELETE CASCADE;

CREATE INDEX IF NOT EXISTS idx_sessions_parent ON sessions (parent_session_id);
