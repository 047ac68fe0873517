package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.reliability.database.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Whether the message of a failure is true.
 */
final class Truth {

	private final MigrationSet set;

	private final int release;

	private final ByHand byHand;

	Truth(MigrationSet set, int release, ByHand byHand) {
		this.set = set;
		this.release = release;
		this.byHand = byHand;
	}

	void of(Way way, String when, String message, Snapshot found, ByHand.@Nullable Stop stop,
			List<Difference> differences) throws SQLException, IOException {
		Told told = Told.of(message);
		int index = (told != null) ? this.set.indexOf(told.script(), this.release) : -1;
		if (index < 0 && !message.startsWith("MigrationFailedException")) {
			return;
		}
		if (told == null || index < 0) {
			differences.add(new Difference(when + "no script is named", way, message));
			return;
		}
		if (this.set.isEdited(told.script(), this.release)) {
			// Nothing was sent of this release, which has more scripts than this one.
			return;
		}
		if (message.contains("is in the history, everything else was rolled back")) {
			// That is compared for itself, and more is not said.
			return;
		}
		place(way, when, message, told, index, stop, differences);
		Snapshot said = this.byHand.after(this.set, index, told.done());
		if (said == null || (!said.equals(found) && !(told.isDoubtful() && isPartly(found, index, told.done())))) {
			differences.add(new Difference(when + "what is said to be in force is not so", way,
					message + ((said != null) ? said.difference(found) : "\nby hand, that cannot be executed")));
		}
	}

	/**
	 * Whether what is in force includes the statement that failed.
	 */
	private boolean isPartly(Snapshot found, int index, int done) throws SQLException, IOException {
		this.byHand.after(this.set, index, done + 1);
		return this.byHand.snapshot().equals(found);
	}

	private void place(Way way, String when, String message, Told told, int index, ByHand.@Nullable Stop stop,
			List<Difference> differences) {
		if (!message.startsWith("MigrationFailedException")) {
			// It was refused before anything of it was sent.
			return;
		}
		boolean code = this.set.scripts().get(index).isCode();
		if (stop == null || stop.script() != index || (!code && stop.statement() != told.statement())) {
			differences.add(new Difference(when + "another statement fails", way,
					message + "\nby hand it is " + ((stop != null) ? stop : "none")));
		}
		else if (told.statement() > 0) {
			Script script = this.set.scripts().get(index);
			long line = told.line();
			if (line < script.lineOf(told.statement()) || line > script.lastLineOf(told.statement())) {
				differences.add(new Difference(when + "another line is named", way,
						message + "\nit is line " + script.lineOf(told.statement())));
			}
		}
	}

}
