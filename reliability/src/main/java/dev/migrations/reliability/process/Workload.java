package dev.migrations.reliability.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.shape.Piece;
import dev.migrations.reliability.shape.ShapeScript;

/**
 * Migrations for processes that are killed. Most of the time of a run passes in the
 * moments between one statement or commit and the next, which is what the kills are to
 * hit.
 *
 * @param name what it is called
 * @param scripts its files
 * @param rows how many rows the table of evidence has at the end
 */
public record Workload(String name, List<ShapeScript> scripts, int rows) {

	private static final String CREATE = "CREATE TABLE evidence (version INTEGER, stmt INTEGER)";

	/**
	 * Many migrations of one row each.
	 * @param count how many
	 * @return the workload
	 */
	public static Workload tiny(int count) {
		List<ShapeScript> scripts = new ArrayList<>();
		scripts.add(new ShapeScript("V1__evidence.sql", "", List.of(new Piece(CREATE, null, true))));
		for (int version = 2; version <= count + 1; version++) {
			scripts.add(new ShapeScript("V" + version + "__row.sql", "", List.of(row(version, 1))));
		}
		return new Workload("tiny", scripts, count);
	}

	/**
	 * Scripts that create tables and insert rows in turns.
	 * @param scripts how many scripts
	 * @param pairs how many tables and rows a script has
	 * @return the workload
	 */
	public static Workload mixed(int scripts, int pairs) {
		List<ShapeScript> files = new ArrayList<>();
		files.add(new ShapeScript("V1__evidence.sql", "", List.of(new Piece(CREATE, null, true))));
		for (int version = 2; version <= scripts + 1; version++) {
			List<Piece> pieces = new ArrayList<>();
			for (int i = 1; i <= pairs; i++) {
				pieces.add(new Piece("CREATE TABLE t" + version + "_" + i + " (id INTEGER)", null, true));
				pieces.add(row(version, i));
			}
			files.add(new ShapeScript("V" + version + "__mixed.sql", "", pieces));
		}
		return new Workload("mixed", files, scripts * pairs);
	}

	/**
	 * Scripts of three transactions each.
	 * @param scripts how many scripts
	 * @return the workload
	 */
	public static Workload segments(int scripts) {
		List<ShapeScript> files = new ArrayList<>();
		files.add(new ShapeScript("V1__evidence.sql", "", List.of(new Piece(CREATE, null, true))));
		for (int version = 2; version <= scripts + 1; version++) {
			List<Piece> pieces = new ArrayList<>();
			for (int i = 1; i <= 6; i += 2) {
				pieces.add(new Piece("BEGIN", null, true));
				pieces.add(row(version, i));
				pieces.add(row(version, i + 1));
				pieces.add(new Piece("COMMIT", null, true));
			}
			files.add(new ShapeScript("V" + version + "__segments.sql", "", pieces));
		}
		return new Workload("segments", files, scripts * 6);
	}

	private static Piece row(int version, int statement) {
		return new Piece("INSERT INTO evidence VALUES (" + version + ", " + statement + ")", null, true);
	}

	/**
	 * Writes the files.
	 * @param directory where to
	 * @throws IOException if that fails
	 */
	public void write(Path directory) throws IOException {
		for (ShapeScript script : this.scripts) {
			Files.writeString(directory.resolve(script.file()), script.text());
		}
	}

	/**
	 * How far a run has come.
	 * @param connection the database
	 * @return how many rows of evidence there are
	 */
	public static int progress(Connection connection) {
		try {
			return Integer.parseInt(Rows.of(connection, "SELECT count(*) FROM evidence").get(0));
		}
		catch (SQLException ex) {
			// The table is not there yet, or the file is locked for a moment.
			return 0;
		}
	}

}
