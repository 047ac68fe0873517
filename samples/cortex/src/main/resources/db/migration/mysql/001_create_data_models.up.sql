CREATE TABLE environments (
  id   CHAR(36) PRIMARY KEY DEFAULT (uuid()),
  slug VARCHAR(100) NOT NULL UNIQUE,
  name VARCHAR(200) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE data_models (
  id         CHAR(36) PRIMARY KEY DEFAULT (uuid()),
  slug       VARCHAR(100) NOT NULL UNIQUE,
  name       VARCHAR(200) NOT NULL,
  settings   JSON NOT NULL DEFAULT (json_object()),
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
) ENGINE = InnoDB;

CREATE TABLE metrics (
  id         CHAR(36) PRIMARY KEY DEFAULT (uuid()),
  model_id   CHAR(36) NOT NULL,
  slug       VARCHAR(100) NOT NULL,
  expression TEXT NOT NULL,
  UNIQUE (model_id, slug),
  FOREIGN KEY (model_id) REFERENCES data_models (id) ON DELETE CASCADE
) ENGINE = InnoDB;

INSERT INTO environments (slug, name) VALUES ('development', 'Development'), ('production', 'Production');
INSERT INTO data_models (slug, name) VALUES ('sales', 'Sales');
INSERT INTO metrics (model_id, slug, expression)
SELECT id, 'revenue', 'sum(orders.total)' FROM data_models WHERE slug = 'sales';
