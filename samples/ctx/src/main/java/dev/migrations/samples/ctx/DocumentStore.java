package dev.migrations.samples.ctx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps documents, their chunks, and both indexes over these.
 */
@Repository
class DocumentStore {

	private final JdbcClient jdbc;

	DocumentStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Stores a document in place of the one of the same name.
	 * @return whether its text is a new one
	 */
	@Transactional
	public boolean save(Document document) {
		String hash = hash(document.body());
		Optional<String> id = this.jdbc.sql("SELECT id FROM documents WHERE source = ? AND source_id = ?")
			.params(document.source(), document.sourceId())
			.query(String.class)
			.optional();
		if (id.isPresent() && isStored(id.get(), hash)) {
			return false;
		}
		id.ifPresent(this::delete);
		insert(id.orElseGet(() -> UUID.randomUUID().toString()), document, hash);
		return true;
	}

	@Transactional
	public void moveCheckpoint(String source, String cursor) {
		this.jdbc.sql("""
				INSERT INTO checkpoints (source, cursor, updated_at) VALUES (?, ?, ?)
				ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at""")
			.params(source, cursor, System.currentTimeMillis())
			.update();
	}

	Optional<String> checkpoint(String source) {
		return this.jdbc.sql("SELECT cursor FROM checkpoints WHERE source = ?")
			.param(source)
			.query(String.class)
			.optional();
	}

	private boolean isStored(String id, String hash) {
		return this.jdbc.sql("SELECT count(*) FROM documents WHERE id = ? AND dedup_hash = ?")
			.params(id, hash)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Chunks, embeddings and vectors go with the document; the full-text table knows no
	 * foreign keys.
	 */
	private void delete(String id) {
		this.jdbc.sql("DELETE FROM chunks_fts WHERE document_id = ?").param(id).update();
		this.jdbc.sql("DELETE FROM documents WHERE id = ?").param(id).update();
	}

	private void insert(String id, Document document, String hash) {
		this.jdbc.sql("""
				INSERT INTO documents (id, source, source_id, source_url, title, author, created_at, updated_at,
				                       content_type, body, dedup_hash)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(id, document.source(), document.sourceId(), document.url(), document.title(), document.author(),
					System.currentTimeMillis(), document.updatedAt(), document.contentType(), document.body(), hash)
			.update();
		List<String> chunks = Chunks.of(document.body());
		for (int index = 0; index < chunks.size(); index++) {
			insertChunk(id + "-" + index, id, index, chunks.get(index));
		}
	}

	private void insertChunk(String id, String document, int index, String text) {
		String hash = hash(text);
		this.jdbc.sql("INSERT INTO chunks (id, document_id, chunk_index, text, hash) VALUES (?, ?, ?, ?, ?)")
			.params(id, document, index, text, hash)
			.update();
		this.jdbc.sql("INSERT INTO chunks_fts (chunk_id, document_id, text) VALUES (?, ?, ?)")
			.params(id, document, text)
			.update();
		this.jdbc.sql("INSERT INTO embeddings (chunk_id, model, dims, created_at, hash) VALUES (?, ?, ?, ?, ?)")
			.params(id, Embedding.MODEL, Embedding.DIMENSIONS, System.currentTimeMillis(), hash)
			.update();
		this.jdbc.sql("INSERT INTO chunk_vectors (chunk_id, document_id, embedding) VALUES (?, ?, ?)")
			.params(id, document, Embedding.of(text).toBytes())
			.update();
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
