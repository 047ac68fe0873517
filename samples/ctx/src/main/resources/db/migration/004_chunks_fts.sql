-- Full-text index over the chunks, ranked by BM25. Chunks that are there already are
-- indexed when the table is created, and not once more when it is found.

-- migrations: unless exists table(chunks_fts)
CREATE VIRTUAL TABLE chunks_fts USING fts5 (
  chunk_id UNINDEXED, document_id UNINDEXED, text, tokenize = 'porter unicode61'
);

INSERT INTO chunks_fts (chunk_id, document_id, text)
SELECT id, document_id, text FROM chunks
WHERE id NOT IN (SELECT chunk_id FROM chunks_fts);
