package dev.migrations.samples.cortexprism;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Sessions of agents and what is said in them.
 */
@Repository
class Sessions {

	private final JdbcClient cortex;

	Sessions(@Qualifier("cortexClient") JdbcClient cortex) {
		this.cortex = cortex;
	}

	Session open(String agent, @Nullable String parent) {
		return this.cortex.sql("""
				INSERT INTO sessions (id, agent, parent_session_id) VALUES (:id, :agent, :parent)
				RETURNING id, agent, status, parent_session_id AS parent""")
			.param("id", UUID.randomUUID().toString())
			.param("agent", agent)
			.param("parent", parent)
			.query(Session.class)
			.single();
	}

	List<Session> list() {
		return this.cortex
			.sql("SELECT id, agent, status, parent_session_id AS parent FROM sessions ORDER BY created_at, id")
			.query(Session.class)
			.list();
	}

	void add(String session, Message message) {
		this.cortex.sql("INSERT INTO session_messages (session_id, role, content) VALUES (?, ?, ?)")
			.params(session, message.role(), message.content())
			.update();
	}

	List<Message> messages(String session) {
		return this.cortex.sql("SELECT role, content FROM session_messages WHERE session_id = ? ORDER BY id")
			.param(session)
			.query(Message.class)
			.list();
	}

	/**
	 * Session of an agent.
	 *
	 * @param id its id
	 * @param agent the agent
	 * @param status {@code open} or {@code closed}
	 * @param parent session of the agent that called this one; null if a person did
	 */
	record Session(String id, String agent, String status, @Nullable String parent) {
	}

	/**
	 * Message of a session.
	 *
	 * @param role {@code user}, {@code assistant} or {@code tool}
	 * @param content the text
	 */
	record Message(String role, String content) {
	}

}
