package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What a command found out about the tenants of a database, or did to them. Those that
 * are as they should be are counted, the others shown.
 *
 * @param database the database to which they belong
 * @param fine how those are called that are as they should be
 * @param results the results by the ids of the tenants
 * @param applied how many migrations were applied, in all of them together; null if none
 * were to be
 * @param problem why they could not be asked; null if they were
 */
record TenantResults(String database, String fine, Map<String, DatabaseResult> results, @Nullable Integer applied,
		@Nullable DatabaseResult problem) {

	private static final int MOST_IN_TEXT = 10;

	private static final int MOST_IN_JSON = 1000;

	ExitCode exitCode() {
		return (this.problem != null) ? this.problem.exitCode()
				: this.results.values().stream().map(DatabaseResult::exitCode).reduce(ExitCode.DONE, ExitCode::and);
	}

	/**
	 * What programs get.
	 */
	Map<String, Object> json() {
		JsonValues json = JsonValues.object().with("database", this.database);
		if (this.problem != null) {
			json.build().putAll(this.problem.json());
			return json.build();
		}
		List<Map.Entry<String, DatabaseResult>> remarkable = remarkable();
		Map<String, Object> listed = new LinkedHashMap<>();
		remarkable.stream()
			.limit(MOST_IN_JSON)
			.forEach((tenant) -> listed.put(tenant.getKey(), tenant.getValue().json()));
		return json.with("total", this.results.size())
			.with("fine", this.results.size() - remarkable.size())
			.with("applied", this.applied)
			.with("listed", listed)
			.with("omitted", remarkable.size() - listed.size())
			.build();
	}

	/**
	 * Writes what people get.
	 */
	void print(Terminal terminal) {
		if (this.problem != null) {
			this.problem.print(terminal);
			return;
		}
		List<Map.Entry<String, DatabaseResult>> remarkable = remarkable();
		int total = this.results.size();
		int good = total - remarkable.size();
		String count = (good == total) ? ((total == 1) ? "1" : "all " + total) : good + " of " + total;
		terminal.line(terminal.styled(Style.BOLD, "Tenants of " + this.database) + ": "
				+ ((total == 0) ? "there are none"
						: terminal.styled((good == total) ? Style.GOOD : Style.DUE, count + " " + this.fine))
				+ ((this.applied != null) ? ", " + Words.count(this.applied, "migration") + " applied" : ""));
		remarkable.stream().limit(MOST_IN_TEXT).forEach((tenant) -> {
			terminal.line(terminal.styled(Style.BOLD, "[" + tenant.getKey() + "]"));
			tenant.getValue().print(terminal);
		});
		if (remarkable.size() > MOST_IN_TEXT) {
			terminal.line("and " + (remarkable.size() - MOST_IN_TEXT)
					+ " more; --json lists them, and --tenant asks for one.");
		}
	}

	private List<Map.Entry<String, DatabaseResult>> remarkable() {
		return this.results.entrySet().stream().filter((tenant) -> !tenant.getValue().isFine()).toList();
	}

}
