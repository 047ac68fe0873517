-- migrations: database=memory

-- migrations: unless exists column(episodic_memory.embedding)
ALTER TABLE episodic_memory ADD COLUMN embedding BLOB;

-- migrations: unless exists column(episodic_memory.decay)
ALTER TABLE episodic_memory ADD COLUMN decay REAL NOT NULL DEFAULT 0.01;

-- migrations: unless exists column(episodic_memory.last_used_at)
ALTER TABLE episodic_memory ADD COLUMN last_used_at TEXT;

-- migrations: unless exists column(semantic_memory.embedding)
ALTER TABLE semantic_memory ADD COLUMN embedding BLOB;

-- migrations: unless exists column(semantic_memory.decay)
ALTER TABLE semantic_memory ADD COLUMN decay REAL NOT NULL DEFAULT 0.001;
