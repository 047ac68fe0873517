DROP TABLE metrics;
DROP TABLE data_models;
DROP TABLE environments;
