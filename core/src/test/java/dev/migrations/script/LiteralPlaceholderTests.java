package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which names in a statement may have been meant for placeholders.
 */
class LiteralPlaceholderTests {

	private static List<@Nullable LiteralPlaceholder> find(Vendor vendor, String script) throws IOException {
		List<@Nullable LiteralPlaceholder> found = new ArrayList<>();
		try (StatementCursor statements = new StatementSplitter(vendor, 100_000).split("x.sql",
				new StringReader(script))) {
			for (Statement statement = statements.next(); statement != null; statement = statements.next()) {
				found.add(LiteralPlaceholder.in(statement, LexicalRules.of(vendor)));
			}
		}
		return found;
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void namesTheFirstWithItsPlace(Vendor vendor) throws IOException {
		assertThat(find(vendor, "SELECT 1;\n  CREATE TABLE a (\n  b ${type}, c ${other});\nSELECT '${in.a-string}';"))
			.containsExactly(null, new LiteralPlaceholder("type", 3, 5), new LiteralPlaceholder("in.a-string", 4, 9));
	}

	@ParameterizedTest
	@EnumSource(Vendor.class)
	void leavesCommentsAlone(Vendor vendor) throws IOException {
		assertThat(find(vendor, "SELECT /* ${a} */ 1 -- ${b}\n;")).containsExactly((LiteralPlaceholder) null);
		assertThat(find(vendor, "SELECT /* ${a} */ ${b};")).containsExactly(new LiteralPlaceholder("b", 1, 19));
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void leavesDollarQuotesAlone(Vendor vendor) throws IOException {
		assertThat(find(vendor, "SELECT $$ `${a}` $$;")).containsExactly((LiteralPlaceholder) null);
		assertThat(find(vendor, "SELECT $$ `${a}` $$, '${b}';")).containsExactly(new LiteralPlaceholder("b", 1, 23));
	}

	@ParameterizedTest
	@CsvSource({ "SELECT '${}'", "SELECT '${a b}'", "SELECT '${a'", "SELECT '$a'", "SELECT '{a}'", "SELECT '${#a}'" })
	void takesForANameWhatAPlaceholderMayBeCalled(String statement) throws IOException {
		assertThat(find(Vendor.POSTGRESQL, statement)).containsExactly((LiteralPlaceholder) null);
	}

}
