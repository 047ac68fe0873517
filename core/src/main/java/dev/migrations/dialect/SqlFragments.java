package dev.migrations.dialect;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

/**
 * Fragments of SQL with which our own tables are created, written and read.
 */
public final class SqlFragments {

	private static final int LONGEST_IDENTIFIER = 63;

	/** What our own times look like on SQLite, digits aside. */
	private static final String OWN_TIMESTAMP = "0000-00-00T00:00:00.000Z";

	private final Vendor vendor;

	private SqlFragments(Vendor vendor) {
		this.vendor = vendor;
	}

	static SqlFragments of(Vendor vendor) {
		return new SqlFragments(vendor);
	}

	/**
	 * Selects one row of values if a condition holds, and none if it does not.
	 * @param values expressions, with commas between them
	 * @param condition the condition
	 * @return the query
	 */
	public ParameterizedSql selectIf(ParameterizedSql values, String condition) {
		return ParameterizedSql.of("SELECT ").append(values).sql(" FROM (SELECT 1 AS one) x WHERE " + condition);
	}

	/**
	 * Quotes a name from the configuration, folded as the database folds a name that is
	 * not quoted, so that users need not quote it in their queries.
	 * @param name the name
	 * @param property the property that it comes from, for the message
	 * @return the quoted name
	 * @throws InvalidSettingsException if it is not a plain identifier
	 */
	public String identifier(String name, String property) {
		requireIdentifier(name, "the value of " + property);
		return quoted(folded(name));
	}

	/**
	 * Makes sure that a name is a plain one.
	 * @param name the name
	 * @param source where it comes from, as the message calls it
	 * @throws InvalidSettingsException if it is not
	 */
	public void requireIdentifier(String name, String source) {
		if (!isIdentifier(name)) {
			throw new InvalidSettingsException("'" + name + "', " + source + ", is not a plain name.",
					"Use up to 63 letters, digits, _ or $, beginning with a letter or _.");
		}
	}

	private static boolean isIdentifier(String name) {
		if (name.isEmpty() || name.length() > LONGEST_IDENTIFIER) {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
			if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '$'))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Quotes a name as the catalog has it.
	 * @param name the name
	 * @return the quoted name
	 */
	public String quoted(String name) {
		return isMysql() ? "`" + name.replace("`", "``") + "`" : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	/**
	 * Statement that creates a schema unless there is one of that name.
	 * @param quoted the quoted name
	 * @return the statement
	 */
	public String createSchema(String quoted) {
		return "CREATE SCHEMA IF NOT EXISTS " + quoted;
	}

	/**
	 * Statement after which a session looks for names in a schema first.
	 * @param quoted the quoted name
	 * @return the statement
	 */
	public String enterSchema(String quoted) {
		return switch (this.vendor) {
			case POSTGRESQL -> "SELECT set_config('search_path', concat_ws(', ', " + literal(quoted)
					+ ", nullif(current_setting('search_path'), '')), false)";
			case MARIADB, MYSQL -> "USE " + quoted;
			default -> "SET SCHEMA " + quoted;
		};
	}

	/**
	 * Quotes a text, so that the server reads it the same whatever the session's settings
	 * say of backslashes.
	 * @param text the text
	 * @return the literal
	 */
	public String literal(String text) {
		String doubled = text.replace("'", "''");
		if (text.indexOf('\\') < 0 || !(isMysql() || this.vendor == Vendor.POSTGRESQL)) {
			return "'" + doubled + "'";
		}
		if (isMysql()) {
			return "_utf8mb4 0x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
		}
		return "E'" + doubled.replace("\\", "\\\\") + "'";
	}

	/**
	 * Expression for the milliseconds that have passed since a point in time, where
	 * statements are sent in one trip, so that nobody else can measure them.
	 * @param column the column that holds it
	 * @return the expression
	 */
	public String millisSince(String column) {
		return millisBetween(column, now());
	}

	/**
	 * Milliseconds between two times.
	 * @param begin expression for the earlier one
	 * @param end expression for the later one
	 * @return the expression
	 */
	public String millisBetween(String begin, String end) {
		return isMysql() ? "TIMESTAMPDIFF(MICROSECOND, " + begin + ", " + end + ") DIV 1000"
				: "CAST(EXTRACT(EPOCH FROM " + end + " - " + begin + ") * 1000 AS BIGINT)";
	}

	/**
	 * A name as the database stores it where it is not quoted.
	 * @param name the name
	 * @return the folded name
	 */
	public String folded(String name) {
		return switch (this.vendor) {
			case H2 -> name.toUpperCase(Locale.ROOT);
			case POSTGRESQL -> name.toLowerCase(Locale.ROOT);
			case SQLITE, MARIADB, MYSQL, CLICKHOUSE -> name;
		};
	}

	/**
	 * Type of a column for text that is compared binary.
	 * @param length the longest value, in characters
	 * @return the type
	 */
	public String text(int length) {
		return switch (this.vendor) {
			case SQLITE -> "TEXT";
			case MARIADB, MYSQL -> "VARCHAR(" + length + ") CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
			default -> "VARCHAR(" + length + ")";
		};
	}

	/**
	 * Type of a column for whole numbers.
	 * @return the type
	 */
	public String number() {
		return (this.vendor == Vendor.SQLITE) ? "INTEGER" : "BIGINT";
	}

	/**
	 * Type of a column for points in time.
	 * @return the type
	 */
	public String timestamp() {
		return switch (this.vendor) {
			case SQLITE -> "TEXT";
			case MARIADB, MYSQL -> "DATETIME(6)";
			default -> "TIMESTAMP(6) WITH TIME ZONE";
		};
	}

	/**
	 * What stands behind the columns when a table is created.
	 * @return the options, or nothing
	 */
	public String tableOptions() {
		return isMysql() ? " ENGINE = InnoDB" : "";
	}

	/**
	 * Expression for the server's time now.
	 * @return the expression
	 */
	public String now() {
		return switch (this.vendor) {
			case SQLITE -> "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
			case POSTGRESQL -> "clock_timestamp()";
			case MARIADB, MYSQL -> "UTC_TIMESTAMP(6)";
			default -> "CURRENT_TIMESTAMP(6)";
		};
	}

	/**
	 * Expression for the user whom the server sees.
	 * @param otherwise what it gives where the server knows no users, or no name
	 * @return the expression
	 */
	public String userOr(String otherwise) {
		return switch (this.vendor) {
			case SQLITE -> otherwise;
			case MARIADB, MYSQL -> "COALESCE(CAST(CURRENT_USER() AS CHAR(300)), " + otherwise + ")";
			default -> "COALESCE(NULLIF(CAST(CURRENT_USER AS VARCHAR(300)), ''), " + otherwise + ")";
		};
	}

	/**
	 * Reads a point in time.
	 * @param row the row
	 * @param column the column, counted from 1
	 * @return the time; null if there is none
	 * @throws SQLException if it cannot be read
	 */
	public @Nullable Instant timestamp(ResultSet row, int column) throws SQLException {
		if (this.vendor == Vendor.SQLITE) {
			String text = row.getString(column);
			return (text != null) ? instant(text) : null;
		}
		if (isMysql()) {
			LocalDateTime utc = row.getObject(column, LocalDateTime.class);
			return (utc != null) ? utc.toInstant(ZoneOffset.UTC) : null;
		}
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/**
	 * Reads a time as {@link #now()} writes it, which a general parser takes many times
	 * as long for.
	 */
	private static Instant instant(String text) {
		if (text.length() != OWN_TIMESTAMP.length()) {
			return Instant.parse(text);
		}
		for (int i = 0; i < text.length(); i++) {
			boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
			if (OWN_TIMESTAMP.charAt(i) != (digit ? '0' : text.charAt(i))) {
				return Instant.parse(text);
			}
		}
		LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
		LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
		return date.atTime(time).toInstant(ZoneOffset.UTC).plusMillis(number(text, 20, 23));
	}

	private static int number(String text, int from, int to) {
		return Integer.parseInt(text, from, to, 10);
	}

	private boolean isMysql() {
		return this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
	}

}
