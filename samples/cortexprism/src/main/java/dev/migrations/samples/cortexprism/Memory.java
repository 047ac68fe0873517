package dev.migrations.samples.cortexprism;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What happened, found by its words. What has not been recalled for long counts less.
 */
@Repository
class Memory {

	private final JdbcClient memory;

	Memory(@Qualifier("memoryClient") JdbcClient memory) {
		this.memory = memory;
	}

	void remember(String session, String content) {
		this.memory.sql("INSERT INTO episodic_memory (session_id, content) VALUES (?, ?)")
			.params(session, content)
			.update();
	}

	List<Episode> recall(String words) {
		String quoted = Stream.of(words.strip().split("\\s+"))
			.map((word) -> '"' + word.replace("\"", "\"\"") + '"')
			.collect(Collectors.joining(" OR "));
		List<Episode> episodes = this.memory.sql("""
				SELECT episodic_memory.id, session_id AS session, episodic_memory.content
				FROM episodic_fts JOIN episodic_memory ON episodic_memory.id = episodic_fts.rowid
				WHERE episodic_fts MATCH ?
				ORDER BY bm25(episodic_fts) * importance
				  * exp(-decay * (julianday('now') - julianday(coalesce(last_used_at, created_at)))), id
				LIMIT 10""").param(quoted).query(Episode.class).list();
		episodes.forEach((episode) -> this.memory
			.sql("UPDATE episodic_memory SET last_used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = ?")
			.param(episode.id())
			.update());
		return episodes;
	}

	List<String> relationTypes() {
		return this.memory.sql("SELECT name FROM graph_relation_types ORDER BY name").query(String.class).list();
	}

	/**
	 * Something that happened.
	 *
	 * @param id its number
	 * @param session where
	 * @param content what was said
	 */
	record Episode(long id, String session, String content) {
	}

}
