package dev.migrations.execution;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.NameMention;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Where one script has to be committed before it is finished.
 */
final class SegmentRules {

	private static final String DEFERS = "deferr";

	private final Dialect dialect;

	private final boolean transactional;

	private final List<String> newEnumValues = new ArrayList<>();

	/** The types that have got them. */
	private final List<String> enums = new ArrayList<>();

	/**
	 * Creates rules for a script.
	 * @param dialect the database
	 * @param transactional whether the script may run inside a transaction
	 */
	SegmentRules(Dialect dialect, boolean transactional) {
		this.dialect = dialect;
		this.transactional = transactional;
	}

	/**
	 * Whether a statement commits by itself, or may do so, or must not be in a
	 * transaction.
	 * @param framed whether the script has begun a transaction around it
	 */
	boolean isAlone(Statement statement, boolean framed) {
		boolean opaque = statement.kind() == StatementKind.OTHER;
		return !statement.transactional()
				|| (opaque && (!this.dialect.transactionalDdl() || (!this.transactional && !framed)));
	}

	/**
	 * Whether a statement may use a value that was added to an enum since the last
	 * commit, which PostgreSQL allows only after one. It does so where it writes the
	 * value, has data of its own, or does something with the type.
	 * @param statement the statement, as it is in the file
	 * @param script where it was read from
	 */
	boolean usesNewEnumValue(Statement statement, OpenScript script) {
		if (this.newEnumValues.isEmpty()) {
			return false;
		}
		String text = script.resolved(statement).text();
		return statement.kind() == StatementKind.COPY
				|| (statement.kind() != StatementKind.DDL && NameMention.any(this.enums, text))
				|| this.newEnumValues.stream().anyMatch((value) -> isWritten(value, text));
	}

	private static boolean isWritten(String value, String text) {
		return text.contains("'" + value.replace("'", "''") + "'") || text.contains("$" + value + "$");
	}

	/**
	 * A statement is part of the open transaction.
	 */
	void passed(Statement statement) {
		for (ObjectName object : statement.objects()) {
			if (isEnumValue(object)) {
				this.newEnumValues.add(object.name());
				this.enums.add(statement.objects().get(0).name());
			}
		}
	}

	/**
	 * Whether a later statement may have to wait for a commit because of this one.
	 */
	static boolean addsEnumValue(Statement statement) {
		for (ObjectName object : statement.objects()) {
			if (isEnumValue(object)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether from now on something may be checked at the commit only: a constraint, or a
	 * trigger, that is {@code DEFERRABLE} or {@code INITIALLY DEFERRED}.
	 */
	static boolean defersChecks(Statement statement) {
		if (statement.kind() == StatementKind.DML) {
			return false;
		}
		String text = statement.text();
		for (int i = 0; i <= text.length() - DEFERS.length(); i++) {
			if ((text.charAt(i) | 0x20) == 'd' && text.regionMatches(true, i, DEFERS, 0, DEFERS.length())
					&& defersAt(text, i)) {
				return true;
			}
		}
		return false;
	}

	private static boolean defersAt(String text, int begin) {
		int end = begin;
		while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
			end++;
		}
		if (begin > 0 && Character.isJavaIdentifierPart(text.charAt(begin - 1))) {
			return false;
		}
		String word = text.substring(begin, end);
		return word.equalsIgnoreCase("DEFERRED") || (word.equalsIgnoreCase("DEFERRABLE") && !isNegated(text, begin));
	}

	private static boolean isNegated(String text, int begin) {
		int end = begin;
		while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
			end--;
		}
		return end < begin && end >= 3 && text.regionMatches(true, end - 3, "NOT", 0, 3)
				&& (end == 3 || !Character.isJavaIdentifierPart(text.charAt(end - 4)));
	}

	private static boolean isEnumValue(ObjectName object) {
		return object.type().equals("ENUM VALUE");
	}

	/**
	 * The open transaction is committed.
	 */
	void committed() {
		this.newEnumValues.clear();
		this.enums.clear();
	}

}
