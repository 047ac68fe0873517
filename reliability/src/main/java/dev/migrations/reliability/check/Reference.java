package dev.migrations.reliability.check;

import java.io.StringReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.Snapshot;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.shape.Piece;
import dev.migrations.reliability.shape.ShapeScript;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * What a straight run leaves behind, after each statement. The statements are executed
 * one by one by the harness itself, so that the engine is not compared with itself.
 */
public final class Reference {

	private final List<String> files = new ArrayList<>();

	private final List<List<Snapshot>> states = new ArrayList<>();

	private final List<ShapeScript> scripts = new ArrayList<>();

	private Reference() {
	}

	/**
	 * Executes scripts on a database, which is empty afterwards.
	 * @param database the database
	 * @param scripts the scripts
	 * @return what they leave behind
	 * @throws SQLException if a statement fails
	 * @throws IOException never
	 */
	public static Reference of(TargetDatabase database, List<ShapeScript> scripts) throws SQLException, IOException {
		Reference reference = new Reference();
		database.reset();
		for (ShapeScript script : scripts) {
			// A session each: what a script sets must not reach the next one.
			try (Connection connection = database.connect()) {
				List<Snapshot> states = new ArrayList<>(List.of(database.snapshot()));
				boolean open = false;
				for (Piece piece : script.pieces()) {
					if (!open && database.kind() == DatabaseKind.POSTGRESQL && piece.text().startsWith("SAVEPOINT")) {
						// Only PostgreSQL has none outside of a transaction.
						Rows.execute(connection, "BEGIN");
						open = true;
					}
					execute(connection, piece);
					open = database.kind().transactionalDdl() && isOpenAfter(piece, open);
					// Nobody sees anything of an open transaction, and what it has locked
					// could not even be looked at.
					states.add(open ? states.get(states.size() - 1) : database.snapshot());
				}
				if (open) {
					Rows.execute(connection, "COMMIT");
					states.set(states.size() - 1, database.snapshot());
				}
				reference.files.add(script.file());
				reference.states.add(states);
				reference.scripts.add(script);
			}
		}
		database.reset();
		return reference;
	}

	private static boolean isOpenAfter(Piece piece, boolean open) {
		if (piece.text().matches("(?s)(BEGIN|START TRANSACTION)\\b.*")) {
			return true;
		}
		return open && !piece.text().matches("COMMIT|END|ROLLBACK");
	}

	private static void execute(Connection connection, Piece piece) throws SQLException, IOException {
		List<String> data = piece.copyData();
		if (data != null) {
			connection.unwrap(PGConnection.class)
				.getCopyAPI()
				.copyIn(piece.text(), new StringReader(String.join("\n", data) + "\n"));
		}
		else if (piece.executed()) {
			Rows.execute(connection, piece.text());
		}
	}

	/**
	 * How many scripts a straight run has executed when this is recorded. A repeatable
	 * that runs again is recorded once, where it ran last.
	 * @param applied the files that are applied
	 * @param unfinished the file that is begun; null if none is
	 * @return the count; -1 if no straight run has ever recorded this
	 */
	int executed(List<String> applied, @Nullable String unfinished) {
		for (int count = this.files.size(); count >= 0; count--) {
			LinkedHashSet<String> recorded = new LinkedHashSet<>();
			for (String file : this.files.subList(0, count)) {
				recorded.remove(file);
				recorded.add(file);
			}
			if (unfinished != null) {
				recorded.remove(unfinished);
			}
			boolean next = unfinished == null
					|| (count < this.files.size() && this.files.get(count).equals(unfinished));
			if (next && List.copyOf(recorded).equals(applied)) {
				return count;
			}
		}
		return -1;
	}

	/**
	 * The files in the order in which a straight run applies them.
	 * @return their names
	 */
	public List<String> files() {
		return this.files;
	}

	/**
	 * The state after some scripts, and some statements of the next one. A script's own
	 * commit belongs to the statement before it.
	 * @param scripts how many scripts
	 * @param statements how many statements
	 * @return the state
	 */
	Snapshot after(int scripts, int statements) {
		if (scripts == this.states.size()) {
			return last();
		}
		List<Snapshot> script = this.states.get(scripts);
		int number = Math.min(statements, script.size() - 1);
		boolean commits = number > 0 && number < script.size() - 1
				&& this.scripts.get(scripts).pieces().get(number).text().matches("COMMIT|END");
		return script.get(commits ? number + 1 : number);
	}

	/**
	 * The state at the end.
	 * @return the state
	 */
	Snapshot last() {
		List<Snapshot> script = this.states.get(this.states.size() - 1);
		return script.get(script.size() - 1);
	}

}
