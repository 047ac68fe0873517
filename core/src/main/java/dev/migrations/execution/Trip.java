package dev.migrations.execution;

import java.util.List;

import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a script that are sent together.
 *
 * @param statements the statements, as they are sent
 */
record Trip(List<Statement> statements) {

	static Trip of(Statement statement) {
		return new Trip(List.of(statement));
	}

	Statement first() {
		return this.statements.get(0);
	}

	Statement last() {
		return this.statements.get(this.statements.size() - 1);
	}

	/**
	 * Which of them the server executes.
	 * @param shown what the server says it executes; null if it does not say
	 * @return the statement; null if that cannot be told
	 */
	@Nullable Statement executed(@Nullable String shown) {
		if (this.statements.size() == 1) {
			return first();
		}
		Statement found = null;
		for (Statement statement : this.statements) {
			if (shown != null && ShownQuery.isOf(shown, statement.text())) {
				if (found != null) {
					return null;
				}
				found = statement;
			}
		}
		return found;
	}

}
