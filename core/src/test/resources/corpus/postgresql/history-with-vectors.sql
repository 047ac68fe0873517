⟦DDL|CREATE EXTENSION IF NOT EXISTS vector⟧;
⟦DDL|CREATE TABLE items (id bigserial PRIMARY KEY, embedding vector(3))⟧;
⟦QUERY|SELECT * FROM items ORDER BY embedding <-> '[1,2,3]' LIMIT 5⟧;
⟦DDL|CREATE INDEX ON items USING hnsw (embedding vector_l2_ops) WITH (m = 16)⟧;
