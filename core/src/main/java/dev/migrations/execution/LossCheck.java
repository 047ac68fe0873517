package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.ObjectName;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementGuard;
import dev.migrations.plan.Problem;
import dev.migrations.script.DataLoss;
import dev.migrations.script.DataLosses;
import dev.migrations.script.FramedStatement;

/**
 * Finds out whether the first run on a database would destroy data that is there already.
 * <ol>
 * <li>All scripts that are due are read to their end. Of nearly all statements nothing is
 * kept.</li>
 * <li>Where some take data away, the catalog is asked in one query which of their objects
 * there are.</li>
 * </ol>
 * A statement with a guard is left to it: whoever wrote that has thought of what there
 * may be.
 */
public final class LossCheck {

	/** Each problem has a line in the message. */
	private static final int MOST_PROBLEMS = 10;

	private final Dialect dialect;

	private final OwnTables own;

	private final ScriptOpener scripts;

	/**
	 * Creates a check.
	 * @param dialect the database
	 * @param own our own tables
	 * @param scripts opens the scripts
	 */
	public LossCheck(Dialect dialect, OwnTables own, ScriptOpener scripts) {
		this.dialect = dialect;
		this.own = own;
		this.scripts = scripts;
	}

	/**
	 * Finds the statements that would destroy data.
	 * @param connection the connection, with autocommit
	 * @param due the migrations that are due, in order
	 * @return a problem for each statement and object, and one for what is too much to
	 * tell
	 * @throws SQLException if the catalog cannot be read
	 * @throws IOException if a script cannot be read
	 */
	public List<Problem> problems(Connection connection, List<ResolvedMigration> due) throws SQLException, IOException {
		List<Place> places = new ArrayList<>();
		DataLosses losses = new DataLosses(this.dialect.vendor());
		for (ResolvedMigration migration : due) {
			if (migration.code() == null) {
				losses.begin();
				read(migration, losses, places);
			}
		}
		return places.isEmpty() ? List.of() : problems(existing(connection, places));
	}

	private void read(ResolvedMigration migration, DataLosses losses, List<Place> places) throws IOException {
		try (OpenScript script = this.scripts.outline(migration)) {
			Secrets secrets = Secrets.in(this.dialect.vendor(), "").and(script.placeholderValues());
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = script.resolved(next.statement());
				List<DataLoss> found = losses.of(statement);
				if (statement.guard() == null) {
					for (DataLoss loss : found) {
						places.add(new Place(migration.script(), statement.line(), secrets.hide(loss.what()), loss));
					}
				}
			}
		}
	}

	private List<Place> existing(Connection connection, List<Place> places) throws SQLException {
		Set<ObjectName> asked = new LinkedHashSet<>();
		for (Place place : places) {
			asked.addAll(place.loss().objects());
		}
		Set<ObjectName> held = this.dialect.catalog().held(connection, this.own, asked);
		List<Place> existing = new ArrayList<>();
		for (Place place : places) {
			if (place.loss().objects().isEmpty() || isHeld(connection, place.loss(), held)) {
				existing.add(place);
			}
		}
		return existing;
	}

	private boolean isHeld(Connection connection, DataLoss loss, Set<ObjectName> held) throws SQLException {
		for (ObjectName object : loss.objects()) {
			if (held.contains(object) && (loss.column() == null || hasColumn(connection, object, loss.column()))) {
				return true;
			}
		}
		return false;
	}

	private boolean hasColumn(Connection connection, ObjectName table, String column) throws SQLException {
		String schema = (table.schema() != null) ? table.schema() : this.own.schema();
		return this.dialect.catalog()
			.exists(connection, new StatementGuard(true, StatementGuard.Type.COLUMN, schema, table.name(), column, 0));
	}

	private static List<Problem> problems(List<Place> places) {
		List<Problem> problems = new ArrayList<>();
		for (Place place : places.subList(0, Math.min(places.size(), MOST_PROBLEMS))) {
			problems.add(new Problem(place.script() + ", line " + place.line() + ": " + place.what()
					+ ", which the database has already although no migration has been recorded here. "
					+ "Its data would be lost, so nothing was sent and nothing was changed.", action()));
		}
		if (places.size() > MOST_PROBLEMS) {
			problems
				.add(new Problem((places.size() - MOST_PROBLEMS) + " more statements would destroy data.", action()));
		}
		return problems;
	}

	private static String action() {
		return "If the schema is built up to some version already, take it over: 'migrations baseline <version>', or "
				+ "migrations.baseline-on-migrate=true with migrations.baseline-version set to it. If the loss is "
				+ "meant, migrations.baseline-on-migrate=true with migrations.baseline-version=0 applies everything.";
	}

	/**
	 * Where data would be lost.
	 *
	 * @param script how messages name the script
	 * @param line the line of the statement
	 * @param what what the statement does, in words that may be shown
	 * @param loss what it takes away
	 */
	private record Place(String script, long line, String what, DataLoss loss) {
	}

}
