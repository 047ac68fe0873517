package dev.migrations;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What an instance that migrates is doing at this moment, as others can see it. Null is
 * what this database, or the rights of its user, do not tell.
 *
 * @param by who migrates: host and process
 * @param process the server's number of its session
 * @param script the script, relative to its location; one that is not among the files of
 * whoever asks may be cut off
 * @param statement the statement that is being executed, counted from 1
 * @param statements how many there are
 * @param elapsed how long that statement has been executed
 * @param phase what the server says it is doing
 * @param percent how much of that is done, 0 to 100
 * @param waitingFor who keeps it waiting
 */
public record RunningMigration(String by, long process, @Nullable String script, @Nullable Integer statement,
		@Nullable Integer statements, @Nullable Duration elapsed, @Nullable String phase, @Nullable Double percent,
		@Nullable String waitingFor) {

	/**
	 * What it says, as the log words it.
	 * @return the sentence
	 */
	public String toSentence() {
		StringBuilder sentence = new StringBuilder((this.script != null) ? this.script : "Migrating");
		if (this.statement != null) {
			sentence.append(": statement ").append(this.statement);
			if (this.statements != null) {
				sentence.append(" of ").append(this.statements);
			}
		}
		if (this.elapsed != null) {
			sentence.append(", after ").append(this.elapsed.toSeconds()).append(" s");
		}
		return sentence.append(Reports.progress(this.phase, this.percent, this.waitingFor))
			.append(", by ")
			.append(this.by)
			.toString();
	}

}
