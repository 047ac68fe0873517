package dev.migrations.execution;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * What is shown of a statement. In each of them {@code hunter2} is the secret, and
 * {@code shown} is none.
 */
class SecretsTests {

	@ParameterizedTest
	@ValueSource(strings = { "CREATE USER shown PASSWORD 'hunter2'",
			"CREATE ROLE shown LOGIN ENCRYPTED PASSWORD 'hunter2'",
			"ALTER ROLE shown WITH PASSWORD E'hunter2' VALID UNTIL 'shown'",
			"CREATE USER 'shown'@'%' IDENTIFIED BY 'hunter2'", "CREATE USER shown IDENTIFIED BY \"hunter2\"",
			"CREATE USER shown IDENTIFIED VIA ed25519 USING 'hunter2'",
			"ALTER USER shown IDENTIFIED WITH caching_sha2_password BY 'new-one' REPLACE 'hunter2'",
			"GRANT ALL ON shown.* TO u IDENTIFIED BY PASSWORD 'hunter2'",
			"SET PASSWORD FOR shown = PASSWORD('hunter2')", "SET PASSWORD = 'hunter2' /* shown */",
			"CHANGE MASTER TO MASTER_HOST='shown', MASTER_PASSWORD='hunter2'",
			"CREATE SUBSCRIPTION shown CONNECTION 'host=h dbname=d user=u password=hunter2' PUBLICATION p",
			"CREATE USER MAPPING FOR u SERVER shown OPTIONS (user 'shown', password 'hunter2')",
			"CREATE SERVER shown FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'shown', PASSWORD 'hunter2')",
			"CREATE SERVER shown FOREIGN DATA WRAPPER w OPTIONS (ADD \"api_key\" 'hunter2')",
			"SELECT dblink_connect('shown', 'host=h user=u password=hunter2')",
			"SELECT * FROM dblink('postgresql://shown:hunter2@h/db', 'SELECT 1') AS t (id int)",
			"CREATE TABLE shown (id INT) ENGINE=FEDERATED CONNECTION='mysql://u:hunter2@h:3306/d/t'",
			"UPDATE shown SET password = crypt('hunter2', gen_salt('bf'))",
			"INSERT INTO shown (name, password_hash) VALUES ('a', 'hunter2')",
			"INSERT INTO shown (config) VALUES ('{\"host\": \"shown\", \"clientSecret\": \"hunter2\"}')",
			"CREATE LINKED TABLE shown('', 'jdbc:h2:tcp://h/d', 'sa', 'hunter2', 'T')",
			"PRAGMA key = 'hunter2' -- shown", "CREATE SECRET shown (TYPE s3, KEY_ID 'a', SECRET 'hunter2')",
			"DO $$ BEGIN EXECUTE 'ALTER ROLE shown PASSWORD ''hunter2'''; END $$",
			"ALTER USER shown SET SALT 'a1b2' HASH 'hunter2'", "-- don't\nCREATE USER shown PASSWORD 'hunter2" })
	void secretsAreNotShown(String statement) {
		for (Vendor vendor : Vendor.values()) {
			areNotShown(vendor, statement);
		}
	}

	@ParameterizedTest
	@MethodSource
	void secretsAreReadAsTheDatabaseReadsThem(Vendor vendor, String statement) {
		areNotShown(vendor, statement);
	}

	static Stream<Arguments> secretsAreReadAsTheDatabaseReadsThem() {
		return Stream.of(Arguments.of(Vendor.POSTGRESQL, "CREATE USER shown PASSWORD $$hunter2$$"),
				Arguments.of(Vendor.POSTGRESQL, "CREATE USER shown PASSWORD $x$hunter2$x$ VALID UNTIL $$infinity$$"),
				Arguments.of(Vendor.POSTGRESQL,
						"CREATE USER MAPPING FOR u SERVER shown OPTIONS (path 'C:\\', password 'hunter2')"),
				Arguments.of(Vendor.POSTGRESQL, "CREATE USER shown PASSWORD E'a\\'hunter2'"),
				Arguments.of(Vendor.POSTGRESQL, "CREATE USER shown PASSWORD U&'hunter2'"),
				Arguments.of(Vendor.POSTGRESQL,
						"DO $body$ BEGIN EXECUTE $$ALTER ROLE shown PASSWORD 'hunter2'$$; END $body$"),
				Arguments.of(Vendor.POSTGRESQL, "INSERT INTO shown (path, password) VALUES ('it\\'s', 'hunter2')"),
				Arguments.of(Vendor.POSTGRESQL, "CREATE USER shown PASSWORD 'abc' -- and\n'hunter2' LOGIN"),
				Arguments.of(Vendor.POSTGRESQL,
						"DO $b$ BEGIN EXECUTE 'ALTER ROLE shown PASSWORD ' || quote_literal('hunter2'); END $b$"),
				Arguments.of(Vendor.POSTGRESQL,
						"DO $b$ BEGIN EXECUTE format('ALTER ROLE shown PASSWORD %L VALID', 'hunter2'); END $b$"),
				Arguments.of(Vendor.POSTGRESQL, "SELECT set_config('shown.password', 'hunter2', false)"),
				Arguments.of(Vendor.POSTGRESQL,
						"SELECT set_config('app.path', 'C:\\', false), "
								+ "set_config('app.token', 'hunter2', false) AS shown"),
				Arguments.of(Vendor.MARIADB, "INSERT INTO shown (path, password) VALUES ('C:\\', 'hunter2')"),
				Arguments.of(Vendor.MARIADB, "INSERT INTO shown (password, path) VALUES ('hunter2', 'C:\\')"),
				Arguments.of(Vendor.MARIADB, "INSERT INTO shown (name, value) VALUES (\"smtp.password\", \"hunter2\")"),
				Arguments.of(Vendor.MARIADB, "INSERT INTO shown (name, \"password\") VALUES ('a', 'hunter2')"),
				Arguments.of(Vendor.MYSQL, "PREPARE shown FROM 'CREATE USER u IDENTIFIED BY \\'hunter2\\''"),
				Arguments.of(Vendor.MYSQL, "SET @shown = CONCAT('CREATE USER u IDENTIFIED BY ''', 'hunter2', '''')"),
				Arguments.of(Vendor.H2, "ALTER USER shown SET PASSWORD $$hunter2$$"),
				Arguments.of(Vendor.SQLITE, "INSERT INTO shown (path, password) VALUES ('C:\\', 'hunter2')"),
				Arguments.of(Vendor.SQLITE, "PRAGMA key = \"hunter2\" /* shown */"),
				Arguments.of(Vendor.MARIADB, "CREATE USER shown IDENTIFIED BY 'a\\'hunter2'"),
				Arguments.of(Vendor.MARIADB, "CREATE USER shown IDENTIFIED BY \"hunter2\\\"\""),
				Arguments.of(Vendor.MYSQL, "SET PASSWORD FOR shown = PASSWORD('\\\\hunter2')"),
				Arguments.of(Vendor.MARIADB, "/*!50001 CREATE USER shown IDENTIFIED BY 'hunter2' */"));
	}

	private static void areNotShown(Vendor vendor, String statement) {
		assertThat(Secrets.in(vendor, statement).masked()).as(vendor.name())
			.contains("shown")
			.doesNotContain("hunter2");
	}

	@Test
	void theDatabaseMayNotRepeatThem() {
		for (String literal : List.of("'hunter2'", "E'hunter2'", "$$hunter2$$", "'hunter2")) {
			Secrets secrets = Secrets.in(Vendor.POSTGRESQL, "CREATE USER shown PASSWORD " + literal);
			assertThat(secrets.hide("You have an error near 'hunter2' shown'")).contains("shown")
				.doesNotContain("hunter2");
		}
		assertThat(Secrets.in(Vendor.MARIADB, "CREATE USER u IDENTIFIED BY 'it\\'s hunter2'").hide("at it's hunter2"))
			.isEqualTo("at ***");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "INSERT INTO users (name) VALUES ('the name')", "COMMENT ON TABLE users IS 'it''s -- mine'",
					"CREATE TABLE users (password VARCHAR(20), token TEXT DEFAULT 'none', note TEXT)",
					"SELECT * FROM \"Password\" WHERE id = 'one'", "SELECT 'a' || 'b', 'C:\\', 'c' 'd'",
					"COMMENT ON COLUMN users.name IS 'not the password, but the name'",
					"CREATE FUNCTION f() RETURNS int AS $$ SELECT 'a' $$ LANGUAGE sql" })
	void everythingElseIs(String statement) {
		for (Vendor vendor : Vendor.values()) {
			assertThat(Secrets.in(vendor, statement).masked()).isEqualTo(statement);
		}
	}

	@Test
	void theBeginningOfASecretIsHiddenWhereTheDatabaseCutsTheStatement() {
		Secrets secrets = Secrets.in(Vendor.POSTGRESQL, "CREATE USER u PASSWORD 'a-very-long-secret' NO SUCH WORD");
		assertThat(secrets.hide("syntax error near 'a-very-lo'")).isEqualTo("syntax error near '***'");
	}

	@Test
	void whatNamesASecretIsShown() {
		assertThat(
				Secrets.in(Vendor.POSTGRESQL, "UPDATE s SET value = 'hunter2' WHERE name = 'smtp.password'").masked())
			.isEqualTo("UPDATE s SET value = '***' WHERE name = 'smtp.password'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO shown (name, value) VALUES ('smtp.password', 'hunter2secret')",
			"UPDATE shown SET value = 'hunter2-token' WHERE name = 'smtp.password'",
			"SELECT set_config('shown.password', 'secret-hunter2', false), shown",
			"DO $b$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD ' || quote_literal('hunter2secret'); END $b$ -- shown" })
	void aSecretMayLookLikeTheNameOfOne(String statement) {
		areNotShown(Vendor.POSTGRESQL, statement);
	}

	@Test
	void theDatabaseMayNotRepeatWhatWasJoined() {
		assertThat(Secrets.in(Vendor.POSTGRESQL, "CREATE USER u PASSWORD 'abc'\n'hunter2'").hide("near 'abchunter2'"))
			.isEqualTo("near '******'");
	}

	@Test
	void ofASecretThatBeginsWithAnotherNothingIsLeft() {
		assertThat(Secrets.in(Vendor.POSTGRESQL, "SELECT 1")
			.and(List.of("app", "app-hunter2"))
			.hide("syntax error near 'app-hunter2'")).isEqualTo("syntax error near '***'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE USER shown IDENTIFIED BY 'it's hunter2'",
			"INSERT INTO shown (name, password) VALUES ('O'Brien', 'hunter2')",
			"UPDATE shown SET name = 'O'Brien', password = 'hunter2'",
			"INSERT INTO shown (value, name) VALUES ('it's hunter2', 'smtp.password')" })
	void nothingIsShownBehindAQuoteThatClosesALiteralTooEarly(String statement) {
		for (Vendor vendor : Vendor.values()) {
			areNotShown(vendor, statement);
			String rest = statement.substring(statement.indexOf('\'') + 3);
			assertThat(Secrets.in(vendor, statement).hide("syntax error near '" + rest)).doesNotContain("hunter2");
		}
	}

	@Test
	void aQuoteThatClosesALiteralTooEarlyIsShownWithWhatIsBehindItWhereThereIsNoSecret() {
		String statement = "INSERT INTO users (name, note) VALUES ('O'Brien', 'shown')";
		assertThat(Secrets.in(Vendor.POSTGRESQL, statement).masked()).isEqualTo(statement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO images (data) VALUES ('\\x%s')",
			"INSERT INTO users (password, image) VALUES ('hunter2', '\\x%s')" })
	void longLiteralsAreLookedThroughAtOnce(String statement) {
		String text = statement.formatted("0a".repeat(1024 * 1024));
		assertTimeoutPreemptively(Duration.ofSeconds(20),
				() -> assertThat(
						Secrets.in(Vendor.POSTGRESQL, text).hide("invalid input syntax for type bytea: \"\\x0a0a…\""))
					.contains("invalid input syntax"));
	}

	@Test
	void theValuesOfPlaceholdersAreHidden() {
		assertThat(Secrets.in(Vendor.POSTGRESQL, "SELECT 1").and(List.of("hunter2")).hide("no such column: hunter2"))
			.isEqualTo("no such column: ***");
	}

}
