package dev.migrations.script;

import java.util.Map;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlaceholdersTests {

	private static final Placeholders PLACEHOLDERS = new Placeholders(Map.of("schema", "s", "a.b-c", "${schema}"));

	@Test
	void putsValuesInTheirPlace() {
		Statement statement = statement("select '${a.b-c}', ${} ${x y} ${ from ${schema}.t");
		assertThat(PLACEHOLDERS.resolve("x.sql", statement).text())
			.isEqualTo("select '${schema}', ${} ${x y} ${ from s.t");
	}

	@Test
	void leavesStatementsAloneWhenThereAreNoValues() {
		Statement statement = statement("select '${x}'");
		assertThat(new Placeholders(Map.of()).resolve("x.sql", statement)).isSameAs(statement);
	}

	@Test
	void refusesNamesWithoutAValueAndSaysWhere() {
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> PLACEHOLDERS.resolve("x.sql", statement("\n  select ${y}")))
			.withMessageContaining("x.sql, line 2, column 10: the placeholder ${y} has no value")
			.withMessageContaining("known are [a.b-c, schema]")
			.withMessageContaining("'-- migrations: placeholders=none'");
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> PLACEHOLDERS.resolve("x.sql", statement("  select\n ${y}")))
			.withMessageContaining("line 2, column 2");
	}

	private static Statement statement(String script) {
		return StatementSplitterTests.split(Vendor.POSTGRESQL, script).get(0);
	}

}
