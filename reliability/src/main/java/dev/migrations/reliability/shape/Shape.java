package dev.migrations.reliability.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Set of migration files of a certain form.
 *
 * @param name what it is called
 * @param databases the databases that understand it
 * @param before earlier versions of files, applied before an upgrade
 * @param scripts the files, in the order of application
 * @param undo the files that take them back, in the order in which they do; each is named
 * as the file that it takes back, with U for V; empty if there are none
 * @param mayAsk whether it holds statements of which no catalog tells whether they took
 * effect, so that a start after a crash may stop and ask
 * @param gap what the engine does not do right yet, so that the shape fails even without
 * a fault; empty if it should pass
 */
public record Shape(String name, Set<DatabaseKind> databases, List<ShapeScript> before, List<ShapeScript> scripts,
		List<ShapeScript> undo, boolean mayAsk, String gap) {

	static Shape of(String name, DatabaseKind... databases) {
		Set<DatabaseKind> all = (databases.length == 0) ? Set.of(DatabaseKind.values()) : Set.of(databases);
		return new Shape(name, all, List.of(), List.of(), List.of(), false, "");
	}

	Shape script(String file, String... statements) {
		return pieces(file, "", Arrays.stream(statements).map(Piece::sql).toArray(Piece[]::new));
	}

	Shape pieces(String file, String head, Piece... pieces) {
		List<ShapeScript> more = new ArrayList<>(this.scripts);
		more.add(new ShapeScript(file, head, List.of(pieces)));
		return new Shape(this.name, this.databases, this.before, more, this.undo, this.mayAsk, this.gap);
	}

	Shape before(String file, String... statements) {
		List<ShapeScript> more = new ArrayList<>(this.before);
		more.add(new ShapeScript(file, "", Arrays.stream(statements).map(Piece::sql).toList()));
		return new Shape(this.name, this.databases, more, this.scripts, this.undo, this.mayAsk, this.gap);
	}

	Shape undo(String file, String... statements) {
		List<ShapeScript> more = new ArrayList<>(this.undo);
		more.add(new ShapeScript(file, "", Arrays.stream(statements).map(Piece::sql).toList()));
		return new Shape(this.name, this.databases, this.before, this.scripts, more, this.mayAsk, this.gap);
	}

	Shape mayAskAfterACrash() {
		return new Shape(this.name, this.databases, this.before, this.scripts, this.undo, true, this.gap);
	}

	Shape gap(String what) {
		return new Shape(this.name, this.databases, this.before, this.scripts, this.undo, this.mayAsk, what);
	}

}
