package dev.migrations.model;

import java.time.Duration;

/**
 * Statement that took long. Where several were sent together, and nobody saw which of
 * them it was, it stands for all of them.
 *
 * @param script the file, relative to its location
 * @param first number of the statement, counted from 1
 * @param last number of the last one that was sent with it; the same for one that was
 * sent alone
 * @param statements how many statements the script has
 * @param line line on which the first begins, counted from 1
 * @param duration how long it took
 */
public record SlowStatement(String script, int first, int last, int statements, long line, Duration duration) {

	/**
	 * Where it is, as the log words it.
	 * @return the script, the statement and its line
	 */
	public String place() {
		String which = (this.first == this.last) ? "statement " + this.first
				: "statements " + this.first + " to " + this.last;
		return this.script + ", " + which + " of " + this.statements + " (line " + this.line + ")";
	}

}
