package dev.migrations.execution;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.model.Direction;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;

/**
 * Words what is written to the journal.
 *
 * @param dialect the database
 * @param table the journal
 * @param direction of which scripts
 * @param lockCondition condition in SQL that holds in the session that has the lock;
 * empty where it cannot get lost
 * @param history the history
 * @param run identifies the run that writes
 */
record JournalSql(Dialect dialect, String table, Direction direction, String lockCondition, String history,
		String run) {

	/** How long what is recorded before a statement may be, in characters. */
	static final int LONGEST_FINGERPRINT = 4000;

	private static final String COLUMNS = " (migration_key, direction, number, statement_hash, prefix_hash, kind, "
			+ "state, fingerprint, started_at, finished_at) ";

	/**
	 * Creates the table unless it is there.
	 */
	String create() {
		SqlFragments sql = this.dialect.sql();
		return """
				CREATE TABLE IF NOT EXISTS %s (
					migration_key %s NOT NULL,
					direction %s NOT NULL,
					number %s NOT NULL,
					statement_hash %s NOT NULL,
					prefix_hash %s NOT NULL,
					kind %s NOT NULL,
					state %s NOT NULL,
					fingerprint %s,
					started_at %s NOT NULL,
					finished_at %s,
					PRIMARY KEY (migration_key, direction, number)
				)%s""".formatted(this.table, sql.text(500), sql.text(10), sql.number(), sql.text(100), sql.text(100),
				sql.text(30), sql.text(20), sql.text(LONGEST_FINGERPRINT), sql.timestamp(), sql.timestamp(),
				sql.tableOptions());
	}

	/**
	 * Records a step, if the lock is held.
	 */
	ParameterizedSql insert(MigrationKey key, JournalStep step, ParameterizedSql fingerprint) {
		return this.lockCondition.isEmpty() ? recorded(key, step, fingerprint)
				: inserting().append(this.dialect.sql().selectIf(values(key, step, fingerprint), this.lockCondition));
	}

	/**
	 * Records a step of a migration that this run has begun. Another run may hold a lock
	 * as well, under another name: then it has begun the migration again.
	 */
	ParameterizedSql insertBegun(MigrationKey key, JournalStep step, ParameterizedSql fingerprint) {
		ParameterizedSql insert = insert(key, step, fingerprint);
		return (this.lockCondition.isEmpty() || this.direction == Direction.DOWN) ? insert
				: insert.append(begunHere(key));
	}

	private ParameterizedSql begunHere(MigrationKey key) {
		return ParameterizedSql.of(" AND EXISTS (SELECT 1 FROM ")
			.sql(this.history)
			.sql(" WHERE migration_key = ")
			.value(key.stored())
			.sql(" AND state = '" + HistoryState.RUNNING + "' AND run_id = ")
			.value(this.run)
			.sql(")");
	}

	/**
	 * The words for the scripts of a direction.
	 */
	JournalSql towards(Direction other) {
		return new JournalSql(this.dialect, this.table, other, this.lockCondition, this.history, this.run);
	}

	/**
	 * Records a step, where the lock is known to be held.
	 * @param fingerprint expression for what the catalog says before it
	 */
	private ParameterizedSql recorded(MigrationKey key, JournalStep step, ParameterizedSql fingerprint) {
		return inserting().sql("VALUES (").append(values(key, step, fingerprint)).sql(")");
	}

	private ParameterizedSql inserting() {
		return ParameterizedSql.of("INSERT INTO ").sql(this.table).sql(COLUMNS);
	}

	private ParameterizedSql values(MigrationKey key, JournalStep step, ParameterizedSql fingerprint) {
		String now = this.dialect.sql().now();
		return new ParameterizedSql()
			.values(key.stored(), this.direction.name(), step.number(), step.statementHash(), step.prefixHash(),
					step.kind(), step.state().name())
			.sql(", ")
			.append(fingerprint)
			.sql(", ")
			.sql(now)
			.sql(", ")
			.sql((step.state() != JournalStep.State.INTENT) ? now : "NULL");
	}

	/**
	 * Records what became of a step.
	 */
	ParameterizedSql finish(MigrationKey key, int number, JournalStep.State state) {
		return finishing(state).append(of(key)).sql(" AND number = ").value(number);
	}

	/**
	 * Records that the steps in front of one took effect, which as long as there is that
	 * one needs no saying.
	 */
	ParameterizedSql finishBefore(MigrationKey key, int number) {
		return finishing(JournalStep.State.DONE).append(of(key))
			.sql(" AND number < ")
			.value(number)
			.sql(" AND state = '" + JournalStep.State.INTENT + "'");
	}

	private ParameterizedSql finishing(JournalStep.State state) {
		return ParameterizedSql.of("UPDATE ")
			.sql(this.table)
			.sql(" SET state = '")
			.sql(state.name())
			.sql("', finished_at = ")
			.sql(this.dialect.sql().now())
			.sql(" WHERE ");
	}

	/**
	 * Forgets a step.
	 */
	ParameterizedSql delete(MigrationKey key, int number) {
		return deleteAll(key).sql(" AND number = ").value(number);
	}

	/**
	 * Forgets all steps of a migration.
	 */
	ParameterizedSql deleteAll(MigrationKey key) {
		return ParameterizedSql.of("DELETE FROM ").sql(this.table).sql(" WHERE ").append(of(key));
	}

	private ParameterizedSql of(MigrationKey key) {
		return ParameterizedSql.of("migration_key = ")
			.value(key.stored())
			.sql(" AND direction = '")
			.sql(this.direction.name())
			.sql("'");
	}

}
