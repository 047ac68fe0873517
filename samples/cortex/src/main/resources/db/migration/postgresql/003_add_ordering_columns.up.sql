ALTER TABLE data_models ADD COLUMN position integer NOT NULL DEFAULT 0;
ALTER TABLE metrics ADD COLUMN position integer NOT NULL DEFAULT 0;

-- Does not block writers, and is executed outside of a transaction without a setting.
CREATE INDEX CONCURRENTLY data_models_position ON data_models (position, slug);
