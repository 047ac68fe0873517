CREATE TABLE "migration_history" (
	migration_key TEXT NOT NULL PRIMARY KEY,
	type TEXT NOT NULL,
	version TEXT,
	spelling TEXT,
	description TEXT,
	script TEXT,
	checksum TEXT,
	statement_checksum TEXT,
	size_bytes INTEGER,
	crc32 INTEGER,
	state TEXT NOT NULL,
	applied_order INTEGER NOT NULL,
	run_id TEXT,
	applied_by TEXT,
	applied_at TEXT,
	execution_ms INTEGER,
	failed_statement INTEGER,
	tool_version TEXT,
	instance TEXT,
	application TEXT,
	application_version TEXT
);
INSERT INTO migration_history VALUES ('B:1', 'BASELINE', '1', '1', 'baseline', NULL, NULL, NULL, NULL, NULL, 'BASELINE', '1', '47662e01-6a2f-4b50-a892-19ccf8e0a278', 'root', '2026-11-26T14:15:52.430Z', NULL, NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
INSERT INTO migration_history VALUES ('V:2', 'VERSIONED', '2', '002', 'users', '002_users.sql', 'v1:sha256:55514a982f4cecf99df093c3afd0132cd5ef1181e81a8e5620dca4eef4c1e278', 's1:sha256:5f810ad8047e368f96c1bbb71d90c219f44c1a0efc316ea48c009e35d640d742', '33', '3934481704', 'APPLIED', '2', 'a2a1cc84-546a-4fe8-93a6-75dc96e44c64', 'root', '2026-11-26T14:15:52.710Z', '204', NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
INSERT INTO migration_history VALUES ('V:3', 'VERSIONED', '3', '3', 'name''s', 'V3__name''s.sql', 'v1:sha256:ce77ff00f861b0cfc91b5ceba1fe414964aebc86f88a654d3984c1f48b582296', 's1:sha256:95d851039a27741593949ca06760a0a661c11f9ee37645cb53b2155abdef97a7', '35', '1508745307', 'APPLIED', '3', 'a2a1cc84-546a-4fe8-93a6-75dc96e44c64', 'root', '2026-11-26T14:15:52.756Z', '19', NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
INSERT INTO migration_history VALUES ('R:overview', 'REPEATABLE', NULL, 'overview', 'overview', 'R__overview.sql', 'v1:sha256:0b0e18183b938999eb09a9b51918ff822ed1b6c43f0a7bb5343a09f81f92514f', 's1:sha256:e1c3a990150be406f1d5ee92953840b86799a8ac4da6576e3233f6633cdb2d31', '76', '1647049947', 'APPLIED', '4', 'a2a1cc84-546a-4fe8-93a6-75dc96e44c64', 'root', '2026-11-26T14:15:52.766Z', '1', NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
