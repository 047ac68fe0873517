CREATE TABLE migration_history (
	migration_key character varying(500) NOT NULL,
	type character varying(20) NOT NULL,
	version character varying(500),
	spelling character varying(500),
	description character varying(2000),
	script character varying(2000),
	checksum character varying(200),
	statement_checksum character varying(200),
	size_bytes bigint,
	crc32 bigint,
	state character varying(20) NOT NULL,
	applied_order bigint NOT NULL,
	run_id character varying(500),
	applied_by character varying(300),
	applied_at timestamp(6) with time zone,
	execution_ms bigint,
	failed_statement bigint,
	tool_version character varying(500),
	instance character varying(300),
	application character varying(300),
	application_version character varying(300),
	PRIMARY KEY (migration_key)
);
INSERT INTO migration_history VALUES ('B:1', 'BASELINE', '1', '1', 'baseline', NULL, NULL, NULL, NULL, NULL, 'BASELINE', '1', 'f85951cb-736e-44b1-b2c7-ec30bea60f28', 'postgres', '2026-11-26 14:15:54.915082+00', NULL, NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
INSERT INTO migration_history VALUES ('V:2', 'VERSIONED', '2', '002', 'users', '002_users.sql', 'v1:sha256:55514a982f4cecf99df093c3afd0132cd5ef1181e81a8e5620dca4eef4c1e278', 's1:sha256:5f810ad8047e368f96c1bbb71d90c219f44c1a0efc316ea48c009e35d640d742', '33', '3934481704', 'APPLIED', '2', '2df963f7-6734-4bdb-b8d4-0f27302ee77f', 'postgres', '2026-11-26 14:15:55.015434+00', '14', NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
INSERT INTO migration_history VALUES ('V:3', 'VERSIONED', '3', '3', 'name''s', 'V3__name''s.sql', 'v1:sha256:ce77ff00f861b0cfc91b5ceba1fe414964aebc86f88a654d3984c1f48b582296', 's1:sha256:95d851039a27741593949ca06760a0a661c11f9ee37645cb53b2155abdef97a7', '35', '1508745307', 'APPLIED', '3', '2df963f7-6734-4bdb-b8d4-0f27302ee77f', 'postgres', '2026-11-26 14:15:55.021292+00', '3', NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
INSERT INTO migration_history VALUES ('R:overview', 'REPEATABLE', NULL, 'overview', 'overview', 'R__overview.sql', 'v1:sha256:0b0e18183b938999eb09a9b51918ff822ed1b6c43f0a7bb5343a09f81f92514f', 's1:sha256:e1c3a990150be406f1d5ee92953840b86799a8ac4da6576e3233f6633cdb2d31', '76', '1647049947', 'APPLIED', '4', '2df963f7-6734-4bdb-b8d4-0f27302ee77f', 'postgres', '2026-11-26 14:15:55.03364+00', '9', NULL, 'development', 'shop-1 pid 1', 'shop', '1.0.0');
