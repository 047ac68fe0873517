-- migrations: database=cortex

-- Jobs become scheduled ones. SQLite has no ADD COLUMN IF NOT EXISTS: a guard before each
-- statement asks the catalog.

-- migrations: unless exists column(jobs.priority)
ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;

-- migrations: unless exists column(jobs.run_at)
ALTER TABLE jobs ADD COLUMN run_at TEXT;

-- migrations: unless exists column(jobs.cron)
ALTER TABLE jobs ADD COLUMN cron TEXT;

-- migrations: unless exists column(jobs.attempts)
ALTER TABLE jobs ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;

-- migrations: unless exists column(jobs.max_attempts)
ALTER TABLE jobs ADD COLUMN max_attempts INTEGER NOT NULL DEFAULT 3;

-- migrations: unless exists column(jobs.locked_by)
ALTER TABLE jobs ADD COLUMN locked_by TEXT;

CREATE INDEX IF NOT EXISTS idx_jobs_due ON jobs (status, run_at, priority DESC);
