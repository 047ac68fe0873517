package dev.migrations.execution;

import dev.migrations.model.Direction;

/**
 * Words of messages that depend on the direction.
 *
 * @param again what to do once the cause is removed
 * @param next what is done then
 */
record Wording(String again, String next) {

	static Wording of(Direction direction) {
		return switch (direction) {
			case UP -> new Wording("start again", "the next start");
			case DOWN -> new Wording("undo again", "the next undo");
		};
	}

}
