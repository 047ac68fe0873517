package dev.migrations.samples.ctx;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds chunks, best first.
 */
@Component
class Search {

	private static final int MOST_HITS = 5;

	private final JdbcClient jdbc;

	Search(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Chunks that have all of the words.
	 */
	List<Hit> byWords(String words) {
		String quoted = Stream.of(words.strip().split("\\s+"))
			.map((word) -> '"' + word.replace("\"", "\"\"") + '"')
			.collect(Collectors.joining(" "));
		return this.jdbc.sql("""
				SELECT documents.title, chunks_fts.text, -bm25(chunks_fts) AS score
				FROM chunks_fts JOIN documents ON documents.id = chunks_fts.document_id
				WHERE chunks_fts MATCH ? ORDER BY rank LIMIT ?""").params(quoted, MOST_HITS).query(Hit.class).list();
	}

	/**
	 * Chunks that are like a text.
	 */
	List<Hit> byLikeness(String text) {
		Embedding wanted = Embedding.of(text);
		return this.jdbc.sql("""
				SELECT documents.title, chunks.text, chunk_vectors.embedding
				FROM chunk_vectors JOIN chunks ON chunks.id = chunk_vectors.chunk_id
				JOIN documents ON documents.id = chunks.document_id""")
			.query((row, number) -> new Hit(row.getString("title"), row.getString("text"),
					Embedding.of(row.getBytes("embedding")).likeness(wanted)))
			.stream()
			.filter((hit) -> hit.score() > 0)
			.sorted(Comparator.comparingDouble(Hit::score).reversed())
			.limit(MOST_HITS)
			.toList();
	}

	/**
	 * Chunk that was found.
	 *
	 * @param title title of its document
	 * @param text its text
	 * @param score the higher, the better
	 */
	record Hit(String title, String text, double score) {
	}

}
