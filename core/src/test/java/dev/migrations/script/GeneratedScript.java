package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Script that was put together at random from parts whose boundaries are known.
 *
 * @param parts its parts in order
 */
record GeneratedScript(List<Part> parts) {

	String text() {
		StringBuilder text = new StringBuilder();
		this.parts.forEach((part) -> text.append(part.before())
			.append((part.statement() != null) ? part.statement() : "")
			.append(part.after()));
		return text.toString();
	}

	List<String> statements() {
		List<String> statements = new ArrayList<>();
		this.parts.stream()
			.filter((part) -> part.statement() != null)
			.forEach((part) -> statements.add(part.statement()));
		return statements;
	}

	/**
	 * A script without one of its parts, to find the smallest that fails.
	 * @param index the part
	 * @return the rest
	 */
	GeneratedScript without(int index) {
		List<Part> rest = new ArrayList<>(this.parts);
		rest.remove(index);
		return new GeneratedScript(rest);
	}

	/**
	 * A part.
	 *
	 * @param before what stands before the statement and does not belong to it
	 * @param statement the statement, if there is one
	 * @param after its delimiter and what else does not belong to it, such as COPY data
	 */
	record Part(String before, @Nullable String statement, String after) {
	}

}
