package dev.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Version;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What the first run does on a database that was in use before.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class FirstRunContractTests extends EachDatabase {

	private void inUse() {
		this.database.execute("CREATE TABLE users (id INTEGER, name VARCHAR(100))",
				"INSERT INTO users VALUES (1, 'somebody')");
	}

	private List<String> users() {
		return this.database.query("SELECT name FROM users");
	}

	private void isRefused(String... words) {
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).contains(words)
					.contains("no migration has been recorded", "nothing was changed");
				assertThat(ex.getAction()).contains("migrations baseline <version>",
						"migrations.baseline-on-migrate=true with migrations.baseline-version=0");
				assertThat(migrator().plan().problems()).containsExactlyElementsOf(
						ex.getProblems().stream().map((problem) -> problem + " " + ex.getAction()).toList());
			});
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::validate)
			.withMessageContaining(words[0]);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::requireCurrent)
			.withMessageContaining(words[0]);
		assertThat(users()).containsExactly("somebody");
		assertThat(this.database.hasTable("migration_history")).isFalse();
	}

	@Test
	void tablesThatAreThereAreNotReplaced() {
		inUse();
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);")
			.with("V2__dump.sql", "-- a dump", "DROP TABLE IF EXISTS orders;", "DROP TABLE IF EXISTS users;",
					"CREATE TABLE users (id INTEGER, name VARCHAR(100));");
		isRefused("V2__dump.sql, line 3: drops table users");
		assertThat(this.database.hasTable("one")).isFalse();
		assertThat(builder().baselineOnMigrate(true).baselineVersion(Version.of("0")).build().migrate().applied())
			.hasSize(2);
		assertThat(users()).isEmpty();
	}

	@Test
	void noBaselineOfVersionZeroIsAdvisedWhereItWouldLeaveOutAMigration() {
		inUse();
		this.files.with("000_init.sql", "DROP TABLE users;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction())
				.contains("If the loss is meant, remove yourself what is named here")
				.doesNotContain("migrations.baseline-version=0"));
	}

	@Test
	void aTableThatAnEarlierScriptWouldCreateIsNotDroppedIfItWasThereBefore() {
		inUse();
		this.files.with("V1__users.sql", "CREATE TABLE IF NOT EXISTS users (id INTEGER);")
			.with("V5__drop.sql", "DROP TABLE users;");
		isRefused("V5__drop.sql, line 1: drops table users");
		migrator().baseline(Version.of("0"));
		assertThat(migrator().migrate().applied()).hasSize(2);
	}

	@Test
	void tablesThatAreThereAreNotEmptied() {
		inUse();
		this.files.with("V1__fill.sql", "DELETE FROM users", ";", "INSERT INTO users VALUES (2, 'else');");
		isRefused("V1__fill.sql, line 1: empties table users");
		if (!this.database.vendor().equals("sqlite")) {
			this.files.with("V1__fill.sql", "TRUNCATE TABLE users;");
			isRefused("V1__fill.sql, line 1: empties table users");
		}
	}

	@Test
	void columnsThatAreThereAreNotDropped() {
		inUse();
		this.files.with("V1__add.sql", "ALTER TABLE users ADD COLUMN more INTEGER;")
			.with("V2__drop.sql", "ALTER TABLE users DROP COLUMN more;");
		assertThat(migrator().plan().problems()).isEmpty();
		this.files.with("V3__drop.sql", "ALTER TABLE users DROP COLUMN id;");
		isRefused("V3__drop.sql, line 1: drops column id of table users");
	}

	@Test
	void whatIsRenamedFirstIsNotLostEither() {
		inUse();
		this.files.with("V1__rename.sql", "ALTER TABLE users RENAME TO people;")
			.with("V2__drop.sql", "DROP TABLE people;");
		isRefused("V2__drop.sql, line 1: drops table people");
	}

	@Test
	void scriptsThatKeepWhatIsThereAreApplied() {
		inUse();
		this.files
			.with("V1__init.sql", "CREATE TABLE IF NOT EXISTS users (id INTEGER, name VARCHAR(100));",
					"CREATE TABLE scratch (id INTEGER);", "DELETE FROM users WHERE id = 7;")
			.with("V2__tidy.sql", "DROP TABLE scratch;", "DROP TABLE IF EXISTS never;")
			.with("V3__meant.sql", "-- migrations: unless exists table(users_2)", "DELETE FROM users;");
		assertThat(migrator().plan().problems()).isEmpty();
		assertThat(migrator().migrate().applied()).hasSize(3);
		assertThat(users()).isEmpty();
	}

	@Test
	void aRunThatDidNotGetAsFarAsItsFirstRowIsTheFirstStill() {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		migrator().migrate();
		this.database.execute("DELETE FROM migration_history", "DROP TABLE one");
		inUse();
		this.files.with("V1__one.sql", "DROP TABLE IF EXISTS users;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate);
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void anEmptySchemaIsNotAskedForWhatScriptsDrop() {
		this.files.with("V1__drop.sql", "DROP VIEW IF EXISTS users;");
		List<String> calls = calls();
		TestDatabase other = this.kind.create(this.directory.resolve("migrations"));
		this.database = other;
		this.files.with("V1__drop.sql", "DROP TABLE IF EXISTS users;");
		assertThat(calls()).hasSameSizeAs(calls);
	}

	private List<String> calls() {
		StatementLog log = new StatementLog(this.database.dataSource());
		Migrator.builder(log).locations(this.files.location()).build().migrate();
		return log.calls();
	}

	@Test
	void whatTheScriptsCreateInASchemaOfTheirOwnTheyMayDrop() {
		assumeThat(this.database.vendor()).isEqualTo("postgresql");
		inUse();
		this.files.with("V1__create.sql", "CREATE TABLE users (id INTEGER);")
			.with("V2__drop.sql", "DELETE FROM users;", "DROP TABLE users;");
		Migrator beside = builder().schema("app").createSchema(true).build();
		assertThat(beside.plan().problems()).isEmpty();
		assertThat(beside.migrate().applied()).hasSize(2);
		this.files.with("V1__create.sql", "DROP TABLE IF EXISTS users;");
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(builder().schema("more").createSchema(true).build()::migrate)
			.withMessageContaining("drops table users");
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void anExtensionIsALossIfColumnsGoWithIt() {
		assumeThat(this.database.vendor()).isEqualTo("postgresql");
		inUse();
		this.database.execute("CREATE EXTENSION pgcrypto", "CREATE EXTENSION citext", "CREATE EXTENSION hstore");
		this.files.with("V1__new.sql", "DROP EXTENSION IF EXISTS pgcrypto CASCADE;", "CREATE EXTENSION pgcrypto;",
				"DROP EXTENSION IF EXISTS citext CASCADE;");
		assertThat(migrator().plan().problems()).isEmpty();
		this.database.execute("ALTER TABLE users ADD COLUMN mail citext[]");
		isRefused("V1__new.sql, line 3: drops extension citext and what is of it");
		this.files.with("V1__new.sql", "DROP EXTENSION IF EXISTS hstore CASCADE;");
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	@Test
	void ofMoreThanAFewLossesThePlacesAreNamed() {
		inUse();
		this.files.with("V1__many.sql", "DELETE FROM users;\n".repeat(14))
			.with("V2__more.sql", "-- more", "DELETE FROM users;")
			.with("V3__many.sql", "DELETE FROM users;\n".repeat(100));
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				assertThat(ex.getDescription().lines()).startsWith(
						"These statements would destroy data that the database has already, although no migration has been "
								+ "recorded here. Nothing was sent and nothing was changed.",
						"V1__many.sql, line 1: empties table users")
					.contains("V1__many.sql, line 10: empties table users",
							"and 105 more: V1__many.sql, lines 11, 12, 13, 14; "
									+ "V2__more.sql, line 2; V3__many.sql, lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, "
									+ "16, 17, 18, 19, 20, 21, 22, 23, 24, 25 and 75 more.");
				assertThat(ex.getProblems()).hasSize(1);
				assertThat(migrator().plan().problems()).singleElement()
					.isEqualTo(ex.getDescription() + System.lineSeparator() + ex.getAction());
			});
	}

	private static String[] rebuild(String columns) {
		return new String[] { "CREATE TABLE new_users (id INTEGER UNIQUE, name VARCHAR(200), mail VARCHAR(100));",
				"INSERT INTO new_users (" + columns + ") SELECT " + columns + " FROM users;", "DROP TABLE users;",
				"ALTER TABLE new_users RENAME TO users;" };
	}

	@Test
	void aTableThatIsRebuiltWithAllItsColumnsIsNotLostOnSqlite() {
		inUse();
		this.files.with("V1__rebuild.sql", rebuild("name, id"));
		if (!this.database.vendor().equals("sqlite")) {
			isRefused("V1__rebuild.sql, line 3: drops table users");
			return;
		}
		this.files.with("V2__again.sql", rebuild("id, name, mail"));
		assertThat(migrator().plan().problems()).isEmpty();
		assertThat(migrator().migrate().applied()).hasSize(2);
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void aTableThatIsRebuiltLosesWhatIsNotCopiedAndWhatIsDroppedAfterwards() {
		assumeThat(this.database.vendor()).isEqualTo("sqlite");
		inUse();
		this.files.with("V1__rebuild.sql", rebuild("id"));
		isRefused("V1__rebuild.sql, line 3: drops table users, of which column name is not copied");
		this.files.with("V1__rebuild.sql", rebuild("id, name"))
			.with("V2__drop.sql", "", "ALTER TABLE users DROP COLUMN name;");
		isRefused("V2__drop.sql, line 2: drops column name of table users");
		this.files
			.with("V1__rebuild.sql", "CREATE TABLE n (id INTEGER, title TEXT);", "INSERT INTO n SELECT * FROM users;",
					"DROP TABLE users;", "ALTER TABLE n RENAME TO users;")
			.with("V2__drop.sql", "", "ALTER TABLE users DROP COLUMN title;");
		isRefused("V2__drop.sql, line 2: drops column title of table users");
		this.files.with("V2__drop.sql", "", "DROP TABLE users;");
		isRefused("V2__drop.sql, line 2: drops table users");
	}

	/**
	 * As Prisma fills a column that becomes required, and as Rails changes a table.
	 */
	@Test
	void aTableMayBeRebuiltWithAValueForNullAndByWayOfATemporaryOne() {
		assumeThat(this.database.vendor()).isEqualTo("sqlite");
		inUse();
		this.database.execute("INSERT INTO users (id) VALUES (2)");
		this.files.with("V1__required.sql", "PRAGMA foreign_keys=OFF;",
				"CREATE TABLE \"new_users\" (\"id\" INTEGER, \"name\" TEXT NOT NULL DEFAULT 'nobody');",
				"INSERT INTO \"new_users\" (\"id\", \"name\") SELECT \"id\", coalesce(\"name\", 'nobody') AS \"name\" FROM \"users\";",
				"DROP TABLE \"users\";", "ALTER TABLE \"new_users\" RENAME TO \"users\";",
				"CREATE UNIQUE INDEX \"users_name\" ON \"users\" (\"name\");")
			.with("V2__rails.sql", "CREATE TEMPORARY TABLE \"ausers\" (\"id\" integer, \"name\" varchar NOT NULL);",
					"CREATE UNIQUE INDEX \"tusers_name\" ON \"ausers\" (\"name\");",
					"INSERT INTO \"ausers\" (\"id\", \"name\") SELECT \"id\", \"name\" FROM \"users\";",
					"DROP TABLE \"users\";", "CREATE TABLE \"users\" (\"id\" integer, \"name\" varchar(20) NOT NULL);",
					"CREATE UNIQUE INDEX \"users_name\" ON \"users\" (\"name\");",
					"INSERT INTO \"users\" (\"id\", \"name\") SELECT \"id\", \"name\" FROM \"ausers\";",
					"DROP TABLE \"ausers\";");
		assertThat(migrator().migrate().applied()).hasSize(2);
		assertThat(users()).containsExactlyInAnyOrder("somebody", "nobody");
	}

	@Test
	void aTableIsLostOfWhichAColumnStaysInTheTemporaryOneOrAWholeTable() {
		assumeThat(this.database.vendor()).isEqualTo("sqlite");
		inUse();
		String[] script = { "CREATE TEMP TABLE o AS SELECT * FROM users;", "DROP TABLE users;",
				"CREATE TABLE users (id INTEGER, name TEXT);", "INSERT INTO users (id) SELECT id FROM o;",
				"DROP TABLE o;" };
		this.files.with("V1__column.sql", script);
		isRefused("V1__column.sql, line 2: drops table users, of which column name is not copied");
		script[3] = "INSERT INTO users SELECT id, name FROM o;";
		this.files.with("V1__column.sql", script).with("V2__drop.sql", "DROP TABLE users;");
		isRefused("V2__drop.sql, line 1: drops table users");
		this.files.without("V2__drop.sql");
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void aStatementThatAVariableSaysIsReadBeforeTheFirstRun() {
		assumeThat(this.database.vendor()).isIn("mariadb", "mysql");
		inUse();
		String[] script = {
				"SET @there = (SELECT COUNT(*) FROM information_schema.columns "
						+ "WHERE table_schema = DATABASE() AND table_name = 'users' AND column_name = 'mail');",
				"SET @q = IF(@there = 0, 'ALTER TABLE users DROP COLUMN name', 'SELECT 1');", "PREPARE s FROM @q;",
				"EXECUTE s;", "DEALLOCATE PREPARE s;" };
		this.files.with("V1__mail.sql", script);
		isRefused("V1__mail.sql, line 3: drops column name of table users");
		script[1] = script[1].replace("DROP COLUMN name", "ADD COLUMN mail TEXT");
		this.files.with("V1__mail.sql", script);
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(this.database.query("SELECT mail IS NULL FROM users")).containsExactly("1");
	}

	@Test
	void whatABlockWithALabelDropsIsLost() {
		assumeThat(this.database.vendor()).isEqualTo("mariadb");
		inUse();
		this.files.with("V1__block.sql", "DELIMITER //", "mine: BEGIN NOT ATOMIC", "  DROP TABLE users;", "END mine//");
		isRefused("V1__block.sql, line 3: drops table users");
	}

	@Test
	void aColumnThatMayHaveBeenRenamedIsNotLost() {
		inUse();
		this.files.with("V1__rename.sql", "-- migrations: unless exists column(users.name)",
				"ALTER TABLE users RENAME COLUMN title TO name;", "ALTER TABLE users DROP COLUMN name;");
		isRefused("V1__rename.sql, line 3: drops column name of table users");
	}

	@Test
	void whatABlockMayHaveCreatedIsNotLost() {
		assumeThat(this.database.vendor()).isIn("postgresql", "mariadb");
		inUse();
		String create = "IF NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'users') THEN "
				+ "CREATE TABLE users (id INTEGER); END IF; END";
		if (this.database.vendor().equals("postgresql")) {
			this.files.with("V1__block.sql", "DO $$ BEGIN " + create + " $$;", "DROP TABLE users;");
		}
		else {
			this.files.with("V1__block.sql", "DELIMITER $$", "BEGIN NOT ATOMIC " + create + "$$", "DELIMITER ;",
					"DROP TABLE users;");
		}
		isRefused(": drops table users");
	}

	@Test
	void aBlockThatPutsTogetherWhatItDropsIsRefused() {
		assumeThat(this.database.vendor()).isIn("postgresql", "mariadb");
		inUse();
		this.files.with("V1__all.sql",
				this.database.vendor().equals("postgresql") ? "DO $$ BEGIN\nEXECUTE 'DROP TABLE ' || 'users'; END $$;"
						: "\nEXECUTE IMMEDIATE CONCAT('DROP TABLE ', 'users');");
		isRefused("V1__all.sql, line 2: drops what it finds when it is executed: table users");
	}

	@Test
	void aTableInASchemaThatAFunctionHasChosenIsNotLost() {
		assumeThat(this.database.vendor()).isEqualTo("postgresql");
		inUse();
		this.database.execute("CREATE SCHEMA archive", "CREATE TABLE archive.old (id int)");
		this.files.with("V1__path.sql", "SELECT set_config('search_path', 'archive', false);", "DROP TABLE old;");
		isRefused("V1__path.sql, line 2: drops table old");
	}

	@Test
	void aTableThatForeignKeysEmptyAsItIsRebuiltIsLost() {
		assumeThat(this.database.vendor()).isEqualTo("sqlite");
		this.database.execute("CREATE TABLE users (id INTEGER UNIQUE, name TEXT)",
				"CREATE TABLE orders (id INTEGER, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE)",
				"INSERT INTO users VALUES (1, 'somebody')", "INSERT INTO orders VALUES (1, 1)");
		String[] rebuild = rebuild("id, name");
		this.files.with("V1__rebuild.sql", rebuild);
		assertThat(migrator().plan().problems()).isEmpty();
		Migrator cascading = Migrator.builder(new DriverManagerDataSource(this.database.url() + "?foreign_keys=on"))
			.locations(this.files.location())
			.build();
		assertThat(cascading.plan().problems()).singleElement()
			.asString()
			.contains("line 3: drops table users, with which rows go that refer to it with ON DELETE");
		this.files.with("V1__rebuild.sql", "PRAGMA foreign_keys=OFF;", String.join("\n", rebuild),
				"PRAGMA foreign_keys=ON;");
		assertThat(cascading.migrate().applied()).hasSize(1);
		assertThat(users()).containsExactly("somebody");
		assertThat(this.database.query("SELECT user_id FROM orders")).containsExactly("1");
	}

	@Test
	void aTableThatRefersToItselfOnceItIsRebuiltIsNotEmptied() {
		assumeThat(this.database.vendor()).isEqualTo("sqlite");
		this.database.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, parent INTEGER)",
				"INSERT INTO users VALUES (1, 'somebody', NULL), (2, 'child', 1)");
		this.files.with("V1__rebuild.sql",
				"CREATE TABLE n (id INTEGER PRIMARY KEY, name TEXT, parent INTEGER REFERENCES users (id) ON DELETE CASCADE);",
				"INSERT INTO n (id, name, parent) SELECT id, name, parent FROM users;", "DROP TABLE users;",
				"ALTER TABLE n RENAME TO users;");
		Migrator cascading = Migrator.builder(new DriverManagerDataSource(this.database.url() + "?foreign_keys=on"))
			.locations(this.files.location())
			.build();
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(cascading::migrate)
			.withMessageContaining("'PRAGMA foreign_keys=OFF;' at the head of the script");
		assertThat(users()).containsExactly("somebody", "child");
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(users()).containsExactly("somebody", "child");
	}

	@Test
	void aColumnOfATableBesideOurSchemaIsNotLost() {
		assumeThat(this.database.vendor()).isEqualTo("postgresql");
		inUse();
		this.files.with("V1__drop.sql", "ALTER TABLE users DROP COLUMN name;");
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(builder().schema("app").createSchema(true).build()::migrate)
			.withMessageContaining("line 1: drops column name of table users");
		this.files.with("V1__drop.sql", "ALTER TABLE users ALTER COLUMN name TYPE int USING 0;");
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(builder().schema("app").createSchema(true).build()::migrate)
			.withMessageContaining("line 1: replaces column name of table users");
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void aColumnThatTheScriptsHaveAddedIsNotLostUnderAnotherName() {
		inUse();
		this.files.with("V1__add.sql", "ALTER TABLE users ADD COLUMN more INTEGER;",
				"ALTER TABLE users RENAME COLUMN more TO extra;", "ALTER TABLE users DROP COLUMN extra;");
		if (this.database.vendor().equals("h2")) {
			this.files.with("V1__add.sql", "ALTER TABLE users ADD COLUMN more INTEGER;",
					"ALTER TABLE users ALTER COLUMN more RENAME TO extra;", "ALTER TABLE users DROP COLUMN extra;");
		}
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void countersOfSqliteAreNoLoss() {
		assumeThat(this.database.vendor()).isEqualTo("sqlite");
		inUse();
		this.database.execute("CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT)",
				"INSERT INTO numbered VALUES (1)");
		this.files.with("V1__dump.sql", "PRAGMA foreign_keys=OFF;", "BEGIN TRANSACTION;",
				"CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT);",
				"INSERT INTO orders VALUES(1,'one');", "DELETE FROM sqlite_sequence;",
				"INSERT INTO sqlite_sequence VALUES('orders',1);", "COMMIT;");
		assertThat(migrator().migrate().applied()).hasSize(1);
	}

	@Test
	void whatIsDeletedBehindOtherWordsIsALossToo() {
		inUse();
		switch (this.database.vendor()) {
			case "postgresql" -> this.files.with("V1__move.sql", "CREATE TABLE moved (id INTEGER, name VARCHAR(100));",
					"WITH gone AS (DELETE FROM users RETURNING *)", "INSERT INTO moved SELECT * FROM gone;");
			case "sqlite" ->
				this.files.with("V1__move.sql", "", "WITH other AS (SELECT 1 WHERE 1 = 1) DELETE FROM users;");
			case "h2" -> assumeThat(this.database.vendor()).isNotEqualTo("h2");
			default -> this.files.with("V1__move.sql", "", "DELETE u FROM users AS u;");
		}
		isRefused("V1__move.sql, line 2: empties table users");
	}

	@Test
	void whatDropsEverythingSaysWhatThereIs() {
		assumeThat(this.database.vendor()).isIn("postgresql", "h2");
		inUse();
		this.database.execute("CREATE TABLE orders (id INTEGER)", "CREATE SEQUENCE numbers",
				"CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)");
		boolean h2 = this.database.vendor().equals("h2");
		this.files.with("V1__clean.sql", "-- from scratch", h2 ? "DROP ALL OBJECTS;" : "DROP OWNED BY CURRENT_USER;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getDescription().toLowerCase(Locale.ROOT))
				.contains("v1__clean.sql, line 2: drops " + (h2 ? "all objects" : "all that current_user owns")
						+ ", among them table a, table b, table " + "orders and 2 more"));
		assertThat(users()).containsExactly("somebody");
	}

	@Test
	void otherSchemasOfTheSameDatabaseCountAsWell() {
		assumeThat(this.database.vendor()).isIn("postgresql", "h2");
		this.database.execute("CREATE SCHEMA other", "CREATE TABLE other.users (name VARCHAR(100))",
				"INSERT INTO other.users VALUES ('somebody')");
		this.files.with("V1__drop.sql", "DROP TABLE IF EXISTS users;", "DROP TABLE IF EXISTS other.users;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("line 2: drops table other.users");
		assertThat(migrator().plan().problems()).hasSize(1);
		this.files.with("V1__drop.sql", "DROP SCHEMA IF EXISTS other CASCADE;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.withMessageContaining("drops schema other");
		this.files.with("V1__drop.sql", "SET SCHEMA 'other';", "DROP TABLE IF EXISTS users;");
		if (this.database.vendor().equals("postgresql")) {
			assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
				.withMessageContaining("line 2: drops table users");
		}
		assertThat(this.database.query("SELECT name FROM other.users")).containsExactly("somebody");
		assertThat(builder().baselineOnMigrate(true).baselineVersion(Version.of("0")).build().plan().problems())
			.isEmpty();
	}

	@Test
	void whereATableIsThereAlreadyTheErrorNamesTheBaseline() {
		inUse();
		this.files.with("V1__users.sql", "CREATE TABLE users (id INTEGER);")
			.with("V2__more.sql", "CREATE TABLE more (id INTEGER);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'migrations baseline <version>'"));
		migrator().repair(migrator().planRepair(RepairAction.Kind.FORGET));
		migrator().baseline(Version.of("1"));
		assertThat(migrator().migrate().applied()).hasSize(1);
		assertThat(users()).containsExactly("somebody");
		this.files.with("V3__users.sql", "CREATE TABLE users (id INTEGER);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction()).doesNotContain("baseline"));
	}

	@Test
	void whereAColumnOrARowIsThereAlreadyTheErrorNamesTheBaseline() {
		inUse();
		this.database.execute("CREATE TABLE numbers (id INTEGER PRIMARY KEY)", "INSERT INTO numbers VALUES (1)");
		this.files.with("V1__column.sql", "ALTER TABLE users ADD COLUMN name VARCHAR(100);");
		namesTheBaseline();
		this.files.without("V1__column.sql").with("V1__row.sql", "INSERT INTO numbers VALUES (1);");
		namesTheBaseline();
	}

	private void namesTheBaseline() {
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'migrations baseline <version>'"));
		migrator().repair(migrator().planRepair(RepairAction.Kind.FORGET));
	}

	@Test
	void whatFlywayHasAppliedIsAProblemOfPlanAndStatusToo() {
		String quote = this.database.vendor().equals("mariadb") || this.database.vendor().equals("mysql") ? "`" : "\"";
		this.database.execute(
				"CREATE TABLE !flyway_schema_history! (!script! VARCHAR(100), !success! BOOLEAN)".replace("!", quote),
				"INSERT INTO !flyway_schema_history! VALUES ('V1__one.sql', TRUE)".replace("!", quote));
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::migrate)
			.satisfies((ex) -> {
				String sentence = ex.getDescription() + " " + ex.getAction();
				assertThat(migrator().plan().problems()).containsExactly(sentence);
				assertThat(migrator().status().notes()).containsExactly(sentence);
				assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::validate)
					.satisfies((found) -> assertThat(found.getDescription()).isEqualTo(ex.getDescription()));
				assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator()::requireCurrent)
					.satisfies((found) -> assertThat(found.getDescription()).isEqualTo(ex.getDescription()));
			});
		migrator().baseline(Version.of("1"));
		assertThat(migrator().plan().problems()).isEmpty();
		assertThat(migrator().status().notes()).isEmpty();
	}

	@Test
	void whatIsSetOrCreatedWhereItIsNotSeenIsRefused() {
		assumeThat(this.database.vendor()).isIn("mariadb", "mysql");
		inUse();
		List<String> scripts = new ArrayList<>(
				List.of("SET @q = 'SELECT 1'; SET @y = (@q := 'DROP TABLE users'); PREPARE s FROM @q; EXECUTE s;",
						"SET @q = X'44524F50205441424C45207573657273'; PREPARE s FROM @q; EXECUTE s;",
						"SET @q = 'DROP TABLE users' /*!999999 , @q = 'SELECT 1' */; PREPARE s FROM @q; EXECUTE s;",
						"SET @q = '-- old\\nDROP TABLE users'; PREPARE s FROM @q; EXECUTE s;",
						"SET @p = 'DROP COLUMN name'; SET @q = CONCAT('ALTER TABLE users ADD COLUMN x INT, ', @p);"
								+ "PREPARE s FROM @q; EXECUTE s;",
						"/*!999999 CREATE TABLE users (id INT) */; DROP TABLE users;"));
		if (this.database.vendor().equals("mariadb")) {
			scripts.add("SET @q = 'SELECT 1';\nDELIMITER //\nBEGIN NOT ATOMIC SET @q = 'DROP TABLE users';"
					+ "PREPARE s FROM @q; EXECUTE s; END//");
			scripts.add("DELIMITER //\nBEGIN NOT ATOMIC DECLARE CONTINUE HANDLER FOR NOT FOUND DROP TABLE users;"
					+ "SELECT 'a' INTO @a FROM users WHERE id = 7; END//");
		}
		scripts.forEach(this::scriptIsRefused);
	}

	@Test
	void whatIsEscapedMergedOrPutInIsRefused() {
		assumeThat(this.database.vendor()).isEqualTo("postgresql");
		inUse();
		List.of("DO $$ BEGIN EXECUTE E'-- old\\nDROP TABLE users'; END $$;",
				"DO $$ BEGIN EXECUTE E'\\x44ROP TABLE users'; END $$;", "DO E'BEGIN\\n-- x\\nDROP TABLE users;\\nEND';",
				"MERGE INTO users USING (SELECT 1 AS id) gone ON users.id = gone.id WHEN MATCHED THEN DELETE;",
				"DO $$ DECLARE q text = 'DROP' || ' TABLE users'; BEGIN EXECUTE 'SELECT 1; ' || q; END $$;",
				"DO $$ DECLARE q text = 'DROP' || ' name'; BEGIN "
						+ "EXECUTE format('ALTER TABLE users ADD COLUMN x int, %s', q); END $$;")
			.forEach(this::scriptIsRefused);
	}

	private void scriptIsRefused(String script) {
		this.files.with("V1__hidden.sql", script);
		assertThatExceptionOfType(MigrationValidationException.class).as(script)
			.isThrownBy(migrator()::migrate)
			.withMessageContaining("V1__hidden.sql, line ");
		assertThat(users()).as(script).containsExactly("somebody");
	}

}
