package dev.migrations.execution;

import java.util.List;

import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Statements that are sent together, of one script or of several.
 *
 * @param parts the statements, each with its script
 */
record Trip(List<Part> parts) {

	Part first() {
		return this.parts.get(0);
	}

	Part last() {
		return this.parts.get(this.parts.size() - 1);
	}

	/**
	 * Whether all are of one script.
	 */
	boolean isOfOneScript() {
		return first().script() == last().script();
	}

	/**
	 * Which of them the server executes.
	 * @param shown what the server says it executes; null if it does not say
	 * @return the statement; null if that cannot be told
	 */
	@Nullable Part executed(@Nullable String shown) {
		if (this.parts.size() == 1) {
			return first();
		}
		Part found = null;
		for (Part part : this.parts) {
			if (shown != null && ShownQuery.isOf(shown, part.statement().text())) {
				if (found != null) {
					return null;
				}
				found = part;
			}
		}
		return found;
	}

	/**
	 * Script that is being applied.
	 *
	 * @param name its name
	 * @param statements how many statements it has
	 */
	record Script(String name, int statements) {
	}

	/**
	 * Statement of a script.
	 *
	 * @param statement the statement, as it is sent
	 * @param script the script
	 */
	record Part(Statement statement, Script script) {
	}

}
