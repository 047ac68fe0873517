-- migrations: database=cortex

-- migrations: unless exists column(skills.tags)
ALTER TABLE skills ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- migrations: unless exists column(skills.uses)
ALTER TABLE skills ADD COLUMN uses INTEGER NOT NULL DEFAULT 0;

-- migrations: unless exists column(skills.license)
ALTER TABLE skills ADD COLUMN license TEXT;
