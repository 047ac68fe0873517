package dev.migrations.samples.cortexprism;

import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The audit: what was done in a session.
 */
@Repository
class Lens {

	private final JdbcClient lens;

	Lens(@Qualifier("lensClient") JdbcClient lens) {
		this.lens = lens;
	}

	void record(String session, String kind, String detail) {
		this.lens.sql("INSERT INTO lens_events (session_id, kind, detail) VALUES (?, ?, ?)")
			.params(session, kind, detail)
			.update();
	}

	List<Event> events(String session) {
		return this.lens.sql("SELECT kind, detail FROM lens_events WHERE session_id = ? ORDER BY id")
			.param(session)
			.query(Event.class)
			.list();
	}

	/**
	 * Something that was done.
	 *
	 * @param kind what
	 * @param detail to what
	 */
	record Event(String kind, String detail) {
	}

}
