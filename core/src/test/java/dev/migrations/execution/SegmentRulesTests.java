package dev.migrations.execution;

import java.io.IOException;
import java.io.StringReader;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link SegmentRules}.
 */
class SegmentRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE a (id INTEGER REFERENCES b DEFERRABLE INITIALLY DEFERRED)",
			"CREATE TABLE a (id INTEGER REFERENCES b deferrable)",
			"ALTER TABLE a ALTER CONSTRAINT c INITIALLY DEFERRED", "SET CONSTRAINTS ALL DEFERRED" })
	void whatMayBeCheckedAtTheCommitOnlyIsSeen(String statement) throws IOException {
		assertThat(SegmentRules.defersChecks(read(statement))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE deferred_payments (id INTEGER)",
			"CREATE TABLE a (id INTEGER REFERENCES b NOT  DEFERRABLE)", "ALTER TABLE is_deferred ADD x INTEGER",
			"INSERT INTO a VALUES ('DEFERRED')" })
	void namesAndConstraintsThatAreNotDeferrableKeepNobodyFromSharingATransaction(String statement) throws IOException {
		assertThat(SegmentRules.defersChecks(read(statement))).isFalse();
	}

	private static Statement read(String text) throws IOException {
		try (StatementCursor cursor = new StatementSplitter(Vendor.POSTGRESQL, 1000).split("V1__a.sql",
				new StringReader(text))) {
			Statement statement = cursor.next();
			assertThat(statement).isNotNull();
			return statement;
		}
	}

}
