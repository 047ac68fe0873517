package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.testing.DatabaseUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What migrations written in Java have to fulfil on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class JavaMigrationContractTests extends EachDatabase {

	@BeforeEach
	void writeMigrations() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V3__three.sql", "INSERT INTO one VALUES (3);");
	}

	private Migrator migrator(JavaMigration... migrations) {
		return builder().javaMigrations(migrations).build();
	}

	/**
	 * Migration whose version and description come from its name.
	 */
	static class V2__FillOne implements JavaMigration.Undoable {

		@Override
		public void up(JavaMigrationContext context) {
			context.jdbc().sql("INSERT INTO one VALUES (?)").param(2).update();
		}

		@Override
		public void down(JavaMigrationContext context) throws SQLException {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute("DELETE FROM one WHERE id = 2");
			}
		}

	}

	/**
	 * Migration whose version and description come from methods.
	 *
	 * @param version the version
	 * @param checksum the checksum
	 * @param body what it does
	 */
	record Given(@Nullable Version version, @Nullable String checksum, Body body) implements JavaMigration {

		static Given of(Body body) {
			return new Given(Version.of("2"), null, body);
		}

		@Override
		public String description() {
			return "given";
		}

		@Override
		public void up(JavaMigrationContext context) throws Exception {
			this.body.up(context.connection());
		}

		interface Body {

			void up(Connection connection) throws Exception;

		}

	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private List<String> ids() {
		return this.database.query("SELECT id FROM one ORDER BY id");
	}

	@Test
	void isAppliedInItsPlaceAndShownLikeAnyOther() {
		V2__FillOne migration = new V2__FillOne();
		assertThat(migrator(migration).plan().steps()).extracting(MigrationPlan.Step::script)
			.containsExactly("V1__one.sql", V2__FillOne.class.getName(), "V3__three.sql");
		assertThat(migrator(migration).migrate().applied()).extracting(MigrationReport.Applied::description)
			.containsExactly("one", "Fill One", "three");
		assertThat(ids()).containsExactly("2", "3");
		MigrationInfo info = migrator(migration).status().migrations().get(1);
		assertThat(info.state()).isEqualTo(MigrationState.APPLIED);
		assertThat(info.version()).isEqualTo("2");
		assertThat(info.script()).isEqualTo(V2__FillOne.class.getName());
		assertThat(info.checksum()).isEqualTo(new MigrationInfo.ChecksumInfo(null, null, ChecksumStatus.UNKNOWN));
		assertThat(migrator(migration).migrate().applied()).isEmpty();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("V2__FillOne was applied");
	}

	@Test
	void isTakenBackByItsOwnCodeOrByAScript() {
		V2__FillOne migration = new V2__FillOne();
		this.files.without("V3__three.sql");
		migrator(migration).migrate();
		UndoReport report = migrator(migration).undo(UndoTarget.LAST);
		assertThat(report.undone()).extracting(UndoReport.Undone::script).containsExactly(V2__FillOne.class.getName());
		assertThat(ids()).isEmpty();
		JavaMigration withoutDown = Given.of((connection) -> execute(connection, "INSERT INTO one VALUES (22)"));
		migrator(withoutDown).migrate();
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator(withoutDown).undo(UndoTarget.LAST))
			.withMessageContaining("Given has no undo script");
		this.files.with("U2__given.sql", "DELETE FROM one;");
		assertThat(migrator(withoutDown).undo(UndoTarget.LAST).undone()).extracting(UndoReport.Undone::script)
			.containsExactly("U2__given.sql");
		assertThat(ids()).isEmpty();
	}

	@Test
	void itsChecksumIsTheTextThatItGives() {
		Given.Body body = (connection) -> {
		};
		migrator(new Given(Version.of("2"), "first: draft", body)).migrate();
		assertThat(this.database.query("SELECT checksum FROM migration_history WHERE migration_key = 'V:2'"))
			.containsExactly("java:first: draft");
		assertThat(migrator(new Given(Version.of("2"), "first: draft", body)).migrate().applied()).isEmpty();
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator(new Given(Version.of("2"), "second", body)).migrate())
			.withMessageContaining("Given was edited after it had been applied");
	}

	@Test
	void aRepeatableOneIsAppliedAgainWhenItsChecksumChanges() {
		Given.Body body = (connection) -> execute(connection, "INSERT INTO one VALUES (7)");
		migrator(new Given(null, "1", body)).migrate();
		migrator(new Given(null, "1", body)).migrate();
		assertThat(ids()).containsExactly("3", "7");
		migrator(new Given(null, "2", body)).migrate();
		assertThat(ids()).containsExactly("3", "7", "7");
	}

	@Test
	void mayNotEndTheTransactionThatItIsRecordedIn() {
		List<Given.Body> attempts = List.of(Connection::commit, Connection::rollback, Connection::close,
				(connection) -> connection.setAutoCommit(true), (connection) -> connection.abort(Runnable::run),
				(connection) -> connection.unwrap(Connection.class), (connection) -> execute(connection, "COMMIT"),
				(connection) -> execute(connection, "/* now */ rollback"), (connection) -> execute(connection, "BEGIN"),
				(connection) -> connection.createStatement().getConnection().commit(),
				(connection) -> connection.getMetaData().getConnection().commit(),
				(connection) -> connection.prepareStatement("SELECT 1")
					.executeQuery()
					.getStatement()
					.getConnection()
					.commit());
		for (Given.Body attempt : attempts) {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> migrator(Given.of((connection) -> {
					execute(connection, "INSERT INTO one VALUES (2)");
					attempt.up(connection);
				})).migrate())
				.satisfies((ex) -> {
					assertThat(ex.getDescription()).contains("Given calls ", "carries the transaction");
					assertThat(ex.getCause()).isInstanceOf(InvalidMigrationException.class);
				});
			assertThat(ids()).isEmpty();
		}
	}

	@Test
	void mayUseSavepoints() {
		migrator(Given.of((connection) -> {
			execute(connection, "INSERT INTO one VALUES (1)");
			Savepoint savepoint = connection.setSavepoint();
			execute(connection, "INSERT INTO one VALUES (2)");
			connection.rollback(savepoint);
		})).migrate();
		assertThat(ids()).containsExactly("1", "3");
	}

	@Test
	void aFailureThatCanBeRolledBackIsForgottenOnceTheCodeIsCorrected() {
		Migrator failing = migrator(Given.of((connection) -> {
			execute(connection, "INSERT INTO one VALUES (1)");
			throw new IllegalStateException("no such luck");
		}));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate).satisfies((ex) -> {
			assertThat(ex.getDescription()).contains("Given failed: java.lang.IllegalStateException: no such luck",
					"Nothing of it is in force");
			assertThat(ex.getCause()).hasMessage("no such luck");
		});
		assertThat(ids()).isEmpty();
		migrator(Given.of((connection) -> execute(connection, "INSERT INTO one VALUES (2)"))).migrate();
		assertThat(ids()).containsExactly("2", "3");
	}

	@Test
	void whatTheDatabaseSaidIsShownWhereSpringHasWrappedIt() {
		Migrator failing = migrator(
				Given.of((connection) -> new JdbcTemplate(new SingleConnectionDataSource(connection, true))
					.execute("DELETE FROM no_such_table")));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription().toLowerCase(Locale.ROOT)).containsSubsequence(
					"given failed: org.springframework.",
					// Of errors that it does not know Spring shows the words itself.
					(this.kind == DatabaseUnderTest.SQLITE) ? "no such table" : "the database says", "no_such_table"));
	}

	@Test
	void whatItSendsIsShownWithoutItsSecrets() {
		Migrator failing = migrator(
				Given.of((connection) -> new JdbcTemplate(new SingleConnectionDataSource(connection, true))
					.execute("CREATE USER nobody PASSWORD 'hunter2' NO SUCH WORD")));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription()).contains("Given failed: org.springframework.", "nobody")
				.doesNotContain("hunter2"));
	}

	@Test
	void aFailureAfterACommittedChangeOfTheSchemaIsSettledByHand() {
		Migrator failing = migrator(Given.of((connection) -> {
			execute(connection, "CREATE TABLE two (id INTEGER)");
			throw new IllegalStateException("no such luck");
		}));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate);
		Migrator corrected = migrator(Given.of((connection) -> execute(connection, "CREATE TABLE two (id INTEGER)")));
		if (this.database.transactionalDdl()) {
			assertThat(this.database.hasTable("two")).isFalse();
		}
		else {
			assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(corrected::migrate)
				.withMessageContaining("Given: statement 1 was sent, but");
			this.database.execute("DROP TABLE two");
			corrected.repair(corrected.planRepair(RepairAction.Kind.SEND_AGAIN));
		}
		assertThat(corrected.migrate().isUpToDate()).isTrue();
		assertThat(this.database.hasTable("two")).isTrue();
		assertThat(ids()).containsExactly("3");
	}

	@Test
	void anErrorThatIsCaughtBehindAChangeOfTheSchemaIsNotTakenForTheEndOfItsTransaction() {
		assumeThat(this.database.transactionalDdl()).isFalse();
		migrator(Given.of((connection) -> {
			execute(connection, "INSERT INTO one VALUES (1)");
			execute(connection, "CREATE TABLE two (id INTEGER)");
			try {
				execute(connection, "SELECT no_such_function()");
			}
			catch (SQLException ex) {
				// It can do without.
			}
			execute(connection, "INSERT INTO one VALUES (2)");
		})).migrate();
		assertThat(ids()).containsExactly("1", "2", "3");
	}

	@Test
	void sharesItsVersionWithNoScript() {
		this.files.with("V2__two.sql", "INSERT INTO one VALUES (2);");
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> migrator(new V2__FillOne()).migrate())
			.withMessageContaining("Two migrations have the version 2: V2__two.sql and ");
	}

	@Test
	void aClassWithoutTheNameOfAMigrationNeedsMethods() {
		JavaMigration nameless = new JavaMigration() {

			@Override
			public void up(JavaMigrationContext context) {
			}

		};
		assertThatExceptionOfType(InvalidMigrationException.class).isThrownBy(() -> migrator(nameless).migrate())
			.withMessageContaining("V8__AddEnvironmentId");
	}

	@Test
	void cannotBeWrittenAsSql() {
		assertThatExceptionOfType(InvalidMigrationException.class)
			.isThrownBy(() -> migrator(new V2__FillOne()).plan().toSql())
			.withMessageContaining("is written in Java");
	}

}
