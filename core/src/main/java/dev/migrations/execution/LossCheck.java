package dev.migrations.execution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.ObjectName;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.StatementGuard;
import dev.migrations.model.Version;
import dev.migrations.plan.Problem;
import dev.migrations.script.DataLoss;
import dev.migrations.script.DataLosses;
import dev.migrations.script.FramedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the first run on a database would destroy data that is there already.
 * <ol>
 * <li>All scripts that are due are read to their end. Of nearly all statements nothing is
 * kept.</li>
 * <li>Where some take data away, the catalog is asked in one query which of their objects
 * there are, and then about each column and each copy.</li>
 * </ol>
 */
public final class LossCheck {

	/** That many objects are named where a statement names none. */
	private static final int MOST_OBJECTS = 3;

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
	 * @return a problem that names each of them; empty if there is none
	 * @throws SQLException if the catalog cannot be read
	 * @throws IOException if a script cannot be read
	 */
	public List<Problem> problems(Connection connection, List<ResolvedMigration> due) throws SQLException, IOException {
		List<Place> places = new ArrayList<>();
		DataLosses losses = new DataLosses(this.dialect.vendor(), this.scripts.rules());
		for (ResolvedMigration migration : due) {
			if (migration.code() == null) {
				losses.begin();
				read(migration, losses, places);
			}
		}
		List<LossReport.Line> existing = places.isEmpty() ? List.of() : existing(connection, places);
		return existing.isEmpty() ? List.of() : List.of(LossReport.of(existing, beginsAtZero(due)));
	}

	/**
	 * Whether there is a migration of version 0, for which a baseline of that version
	 * would stand.
	 */
	private static boolean beginsAtZero(List<ResolvedMigration> due) {
		return due.stream().anyMatch((migration) -> Objects.equals(migration.version(), Version.of("0")));
	}

	private void read(ResolvedMigration migration, DataLosses losses, List<Place> places) throws IOException {
		try (OpenScript script = this.scripts.outline(migration)) {
			Secrets secrets = Secrets.in(this.dialect.vendor(), "").and(script.placeholderValues());
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				add(losses.of(script.resolved(next.statement())), migration, secrets, places);
			}
			add(losses.end(), migration, secrets, places);
		}
	}

	private static void add(List<DataLoss> found, ResolvedMigration migration, Secrets secrets, List<Place> places) {
		for (DataLoss loss : found) {
			places.add(new Place(migration.script(), secrets.hide(loss.what()), loss));
		}
	}

	private List<LossReport.Line> existing(Connection connection, List<Place> places) throws SQLException {
		Set<ObjectName> asked = new LinkedHashSet<>();
		for (Place place : places) {
			asked.addAll(place.loss().objects());
		}
		Set<ObjectName> held = this.dialect.catalog().held(connection, this.own, asked);
		List<LossReport.Line> existing = new ArrayList<>();
		for (Place place : places) {
			String lost = lost(connection, place.loss(), held);
			if (lost != null) {
				existing.add(new LossReport.Line(place.script(), place.loss().line(), place.what() + lost));
			}
		}
		return existing;
	}

	/**
	 * What else there is to say of a loss.
	 * @return the words; null if the database has nothing to lose by it
	 */
	private @Nullable String lost(Connection connection, DataLoss loss, Set<ObjectName> held) throws SQLException {
		for (ObjectName object : loss.objects()) {
			String lost = switch (object.type()) {
				case DataLoss.ALL, DataLoss.OWNED -> all(connection, object);
				default -> held.contains(object) ? lost(connection, loss, object) : null;
			};
			if (lost != null) {
				return lost;
			}
		}
		return null;
	}

	private @Nullable String lost(Connection connection, DataLoss loss, ObjectName object) throws SQLException {
		if (loss.column() != null) {
			boolean has = ObjectName.ANYWHERE.equals(object.schema()) || hasColumn(connection, object, loss.column());
			return has ? "" : null;
		}
		DataLoss.Copy copy = loss.copy();
		if (copy == null) {
			return "";
		}
		List<String> left = new ArrayList<>();
		if (copy.columns() != null) {
			left.addAll(this.dialect.catalog().columns(connection, object.name()));
			left.removeAll(copy.columns());
		}
		if (!left.isEmpty()) {
			return ", of which column" + ((left.size() == 1) ? " " : "s ") + String.join(", ", left)
					+ ((left.size() == 1) ? " is" : " are") + " not copied";
		}
		if (copy.unlessForeignKeys() && this.dialect.catalog().foreignKeys(connection)) {
			return ", with which rows go that refer to it with ON DELETE: 'PRAGMA foreign_keys=OFF;' at the head of "
					+ "the script would keep them";
		}
		return null;
	}

	private @Nullable String all(Connection connection, ObjectName scope) throws SQLException {
		String role = scope.type().equals(DataLoss.OWNED) ? scope.name() : null;
		List<ObjectName> objects = this.dialect.catalog().holding(connection, this.own, role);
		if (objects.isEmpty()) {
			return null;
		}
		List<String> named = new ArrayList<>();
		for (ObjectName object : objects.subList(0, Math.min(objects.size(), MOST_OBJECTS))) {
			named.add(object.toString());
		}
		int more = objects.size() - named.size();
		return (more > 0) ? ", among them " + String.join(", ", named) + " and " + more + " more"
				: ": " + String.join(", ", named);
	}

	private boolean hasColumn(Connection connection, ObjectName table, String column) throws SQLException {
		return hasColumn(connection, table.schema(), table, column) || table.schema() == null
				&& this.own.schema() != null && hasColumn(connection, this.own.schema(), table, column);
	}

	private boolean hasColumn(Connection connection, @Nullable String schema, ObjectName table, String column)
			throws SQLException {
		return this.dialect.catalog()
			.exists(connection, new StatementGuard(true, StatementGuard.Type.COLUMN, schema, table.name(), column, 0));
	}

	/**
	 * Where data may be lost.
	 *
	 * @param script how messages name the script
	 * @param what what the statement does, in words that may be shown
	 * @param loss what it takes away
	 */
	private record Place(String script, String what, DataLoss loss) {
	}

}
