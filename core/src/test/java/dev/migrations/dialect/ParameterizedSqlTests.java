package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL with values that hold what separates values.
 */
class ParameterizedSqlTests {

	private final ParameterizedSql sql = ParameterizedSql.of("SELECT CONCAT('why? ', ")
		.append(ParameterizedSql.ofValue("it's ?").sql(", ' ', "))
		.value("\\ ?")
		.sql(", ")
		.append(ParameterizedSql.of("' and? ', ").value(42))
		.sql(")");

	@Test
	void aValueIsTheSameAsAParameterAndAsALiteral() throws SQLException {
		String said = "why? it's ? \\ ? and? 42";
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
				PreparedStatement prepared = connection.prepareStatement(this.sql.prepared());
				Statement whole = connection.createStatement()) {
			this.sql.bind(prepared);
			assertThat(first(prepared.executeQuery())).isEqualTo(said);
			assertThat(first(whole.executeQuery(this.sql.whole(SqlFragments.of(Vendor.H2))))).isEqualTo(said);
		}
	}

	private static String first(ResultSet rows) throws SQLException {
		rows.next();
		return rows.getString(1);
	}

}
