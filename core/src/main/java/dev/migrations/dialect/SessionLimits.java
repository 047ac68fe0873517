package dev.migrations.dialect;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.model.StatementLimits;

/**
 * Variables of a session that limit how long its statements wait for locks, and how long
 * they take.
 */
public final class SessionLimits {

	/** A year, which is the longest that MySQL knows. */
	private static final long MYSQL_NO_LIMIT = 31_536_000;

	private final Vendor vendor;

	private SessionLimits(Vendor vendor) {
		this.vendor = vendor;
	}

	static SessionLimits of(Vendor vendor) {
		return new SessionLimits(vendor);
	}

	/**
	 * The variables and their values.
	 * @param limits the limits
	 * @return the values by variable, each a number; empty on a database without such
	 * variables
	 */
	public Map<String, String> variables(StatementLimits limits) {
		Map<String, String> variables = new LinkedHashMap<>();
		switch (this.vendor) {
			case POSTGRESQL -> {
				variables.put("lock_timeout", String.valueOf(limits.lockTimeout().toMillis()));
				variables.put("statement_timeout", String.valueOf(limits.timeout().toMillis()));
			}
			case MARIADB -> {
				variables.put("lock_wait_timeout", String.valueOf(seconds(limits.lockTimeout())));
				variables.put("max_statement_time", String.valueOf(limits.timeout().toMillis() / 1000.0));
			}
			case MYSQL -> {
				variables.put("lock_wait_timeout", String.valueOf(seconds(limits.lockTimeout())));
				variables.put("max_execution_time", String.valueOf(limits.timeout().toMillis()));
			}
			case SQLITE, H2, CLICKHOUSE -> {
			}
		}
		return variables;
	}

	/**
	 * The statement that sets variables.
	 * @param variables values by variable
	 * @return the statement
	 */
	public String setting(Map<String, String> variables) {
		StringBuilder statement = new StringBuilder(prefix());
		for (Map.Entry<String, String> variable : variables.entrySet()) {
			statement.append((statement.length() > prefix().length()) ? ", " : "").append(assignment(variable));
		}
		return statement.toString();
	}

	private String prefix() {
		return (this.vendor == Vendor.POSTGRESQL) ? "SELECT " : "SET SESSION ";
	}

	private String assignment(Map.Entry<String, String> variable) {
		return (this.vendor == Vendor.POSTGRESQL)
				? "set_config('" + variable.getKey() + "', '" + variable.getValue() + "', false)"
				: variable.getKey() + " = " + variable.getValue();
	}

	private static long seconds(Duration duration) {
		return duration.isZero() ? MYSQL_NO_LIMIT : Math.max(1, (duration.toMillis() + 999) / 1000);
	}

}
