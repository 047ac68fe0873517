package dev.migrations.samples.cortexprism;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What agents may do. The rules to begin with are part of a migration.
 */
@Repository
class Policies {

	private final JdbcClient cortex;

	Policies(@Qualifier("cortexClient") JdbcClient cortex) {
		this.cortex = cortex;
	}

	Decision decide(String tool) {
		return this.cortex.sql("""
				SELECT decision, reason FROM policy_rules WHERE ? GLOB pattern
				ORDER BY priority DESC, length(pattern) DESC LIMIT 1""").param(tool).query(Decision.class).single();
	}

	/**
	 * What a rule says.
	 *
	 * @param decision {@code allow}, {@code ask} or {@code deny}
	 * @param reason why
	 */
	record Decision(String decision, String reason) {
	}

}
