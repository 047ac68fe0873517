package dev.migrations.execution;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Where one script has to be committed before it is finished.
 */
final class SegmentRules {

	private final Dialect dialect;

	private final boolean transactional;

	private final List<String> newEnumValues = new ArrayList<>();

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
	 */
	boolean isAlone(Statement statement) {
		boolean opaque = statement.kind() == StatementKind.OTHER;
		return !statement.transactional() || (opaque && (!this.dialect.transactionalDdl() || !this.transactional));
	}

	/**
	 * Whether a statement uses a value that was added to an enum since the last commit,
	 * which PostgreSQL allows only after one.
	 */
	boolean usesNewEnumValue(Statement statement) {
		return !this.newEnumValues.isEmpty() && this.newEnumValues.stream()
			.anyMatch((value) -> statement.text().contains("'" + value.replace("'", "''") + "'"));
	}

	/**
	 * A statement is part of the open transaction.
	 */
	void passed(Statement statement) {
		for (ObjectName object : statement.objects()) {
			if (isEnumValue(object)) {
				this.newEnumValues.add(object.name());
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

	private static boolean isEnumValue(ObjectName object) {
		return object.type().equals("ENUM VALUE");
	}

	/**
	 * The open transaction is committed.
	 */
	void committed() {
		this.newEnumValues.clear();
	}

}
