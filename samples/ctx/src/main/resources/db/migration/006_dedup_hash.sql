-- SQLite has no ADD COLUMN IF NOT EXISTS; the guard asks the catalog instead. The hash of
-- a document that was there before is filled in when it is read the next time.

-- migrations: unless exists column(documents.dedup_hash)
ALTER TABLE documents ADD COLUMN dedup_hash TEXT;
