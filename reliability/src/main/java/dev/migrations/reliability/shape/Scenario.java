package dev.migrations.reliability.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * What the database has seen before the run that is disturbed.
 */
public enum Scenario {

	/**
	 * Nothing: the run is the first start.
	 */
	FIRST_START,

	/**
	 * Earlier migrations.
	 */
	UPGRADE,

	/**
	 * A run of the same files that stopped at a failing statement, which has been
	 * corrected since.
	 */
	RESUME,

	/**
	 * All files: the run takes them back.
	 */
	UNDO;

	private static final ShapeScript EARLIER = new ShapeScript("V0_1__earlier.sql", "",
			List.of(Piece.sql("CREATE TABLE earlier (id INTEGER)"), Piece.sql("INSERT INTO earlier VALUES (1)"),
					Piece.sql("INSERT INTO earlier VALUES (1)")));

	/**
	 * The files of the runs that come before.
	 * @param shape the shape
	 * @return the files; empty if nothing comes before
	 */
	public List<ShapeScript> before(Shape shape) {
		return switch (this) {
			case FIRST_START -> List.of();
			case UPGRADE -> {
				List<ShapeScript> scripts = new ArrayList<>(List.of(EARLIER));
				scripts.addAll(shape.before());
				yield scripts;
			}
			case UNDO -> shape.scripts();
			case RESUME -> {
				List<ShapeScript> scripts = new ArrayList<>(shape.scripts());
				int last = scripts.size() - 1;
				scripts.set(last, scripts.get(last).broken());
				yield scripts;
			}
		};
	}

	/**
	 * The files of the run that is disturbed.
	 * @param shape the shape
	 * @return the files
	 */
	public List<ShapeScript> files(Shape shape) {
		List<ShapeScript> scripts = new ArrayList<>((this == UPGRADE) ? List.of(EARLIER) : List.of());
		scripts.addAll(shape.scripts());
		scripts.addAll((this == UNDO) ? shape.undo() : List.of());
		return scripts;
	}

	/**
	 * What is executed in a straight run, in order.
	 * @param shape the shape
	 * @return the scripts
	 */
	public List<ShapeScript> executed(Shape shape) {
		List<ShapeScript> scripts = new ArrayList<>((this == UPGRADE) ? before(shape) : List.of());
		scripts.addAll(shape.scripts());
		scripts.addAll((this == UNDO) ? shape.undo() : List.of());
		return scripts;
	}

	/**
	 * How many of the executed scripts belong to the runs before.
	 * @param shape the shape
	 * @return the count
	 */
	public int executedBefore(Shape shape) {
		return (this == UPGRADE || this == UNDO) ? before(shape).size() : 0;
	}

	/**
	 * Whether a shape has what the scenario needs.
	 * @param shape the shape
	 * @return false if there is nothing to take back
	 */
	public boolean suits(Shape shape) {
		return this != UNDO || !shape.undo().isEmpty();
	}

}
