-- migrations: database=plugins

-- migrations: unless exists column(plugins.description)
ALTER TABLE plugins ADD COLUMN description TEXT NOT NULL DEFAULT '';

-- migrations: unless exists column(plugins.enabled)
ALTER TABLE plugins ADD COLUMN enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1));

-- migrations: unless exists column(plugins.permissions)
ALTER TABLE plugins ADD COLUMN permissions TEXT NOT NULL DEFAULT '[]';

-- migrations: unless exists column(plugins.checksum)
ALTER TABLE plugins ADD COLUMN checksum TEXT;
