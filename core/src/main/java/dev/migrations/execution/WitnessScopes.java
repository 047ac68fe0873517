package dev.migrations.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.FingerprintScope;
import dev.migrations.dialect.FingerprintScope.Kind;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Of what a fingerprint has to be taken, so that it differs after a statement exactly if
 * the statement took effect.
 * <ol>
 * <li>{@code CREATE} and {@code DROP} of a table, a view or a sequence, and
 * {@code RENAME TABLE}: whether there is one of that name.</li>
 * <li>{@code CREATE} and {@code DROP} of an index: the indexes of its table, or, where
 * that is found at once, whether there is one of that name.</li>
 * <li>{@code ALTER} of a table, a view or a sequence, {@code CREATE OR REPLACE VIEW} and
 * {@code CREATE TRIGGER}: all that belongs to the table; or, where that is found at once,
 * the columns of the table, or whether there is a constraint of that name.</li>
 * <li>Procedures and functions: what is said of that routine.</li>
 * <li>Everything else, and whatever the tokens do not name for certain: the whole
 * schema.</li>
 * </ol>
 */
final class WitnessScopes {

	/** More names than this in one statement are not worth a look at each. */
	private static final int MOST_NAMES = 16;

	private final Dialect dialect;

	private final boolean byName;

	/**
	 * Creates the scopes of a database.
	 * @param dialect the database
	 * @param byName whether the session can find an object by its name without reading
	 * the catalog
	 */
	WitnessScopes(Dialect dialect, boolean byName) {
		this.dialect = dialect;
		this.byName = byName;
	}

	/**
	 * The scopes for a statement.
	 * @param statement a statement that changes the schema
	 * @param current the schema of unqualified names; null if there is none
	 */
	List<FingerprintScope> of(Statement statement, @Nullable String current) {
		List<FingerprintScope> objects = ofObjects(statement, current);
		return objects.isEmpty() ? ofSchemas(statement, current) : objects;
	}

	private List<FingerprintScope> ofObjects(Statement statement, @Nullable String current) {
		List<ObjectName> objects = statement.objects();
		if (objects.isEmpty() || objects.size() > MOST_NAMES) {
			return List.of();
		}
		String type = objects.get(0).type();
		boolean stored = type.equals("TABLE") || type.equals("VIEW")
				|| (type.equals("SEQUENCE") && this.dialect.vendor() != Vendor.H2);
		return switch (StatementVerb.of(statement)) {
			case "CREATE" -> created(statement, type, stored, current);
			case "DROP" -> dropped(objects, type, stored, current);
			case "RENAME" -> type.equals("TABLE") ? all(Kind.PRESENCE, objects, current) : List.of();
			case "ALTER" -> altered(statement, stored, current);
			default -> List.of();
		};
	}

	private List<FingerprintScope> created(Statement statement, String type, boolean stored, @Nullable String current) {
		List<ObjectName> objects = statement.objects();
		ObjectName last = objects.get(objects.size() - 1);
		if (type.equals("INDEX") || StatementVerb.createsIndex(statement)) {
			// Its name may be missing, and is then the server's to choose.
			if (this.byName && isNamedIndexOfTable(objects)) {
				return one(Kind.INDEX_NAME, inSchemaOf(last, objects.get(0)), current);
			}
			return last.type().equals("TABLE") ? one(Kind.INDEXES, last, current) : List.of();
		}
		if (stored && objects.size() == 1) {
			return one(replaces(statement) ? Kind.TABLE : Kind.PRESENCE, last, current);
		}
		if (type.equals("TRIGGER")) {
			return (objects.size() == 2 && last.type().equals("TABLE")) ? one(Kind.TABLE, last, current) : List.of();
		}
		return routine(objects.get(0), current);
	}

	private List<FingerprintScope> altered(Statement statement, boolean stored, @Nullable String current) {
		ObjectName first = statement.objects().get(0);
		if (this.byName && first.type().equals("TABLE")) {
			AlteredPart part = AlteredPart.of(statement.text());
			if (part == null) {
				return List.of();
			}
			String constraint = part.constraint();
			return (constraint == null) ? one(Kind.COLUMNS, first, current) : one(Kind.CONSTRAINT_NAME,
					inSchemaOf(first, new ObjectName("CONSTRAINT", first.schema(), constraint)), current);
		}
		return stored ? one(Kind.TABLE, first, current) : routine(first, current);
	}

	private List<FingerprintScope> dropped(List<ObjectName> objects, String type, boolean stored,
			@Nullable String current) {
		if (stored) {
			return all(Kind.PRESENCE, objects, current);
		}
		ObjectName last = objects.get(objects.size() - 1);
		if (type.equals("INDEX")) {
			if (this.byName && objects.size() == 1) {
				return one(Kind.INDEX_NAME, last, current);
			}
			boolean onTable = objects.size() == 2 && last.type().equals("TABLE");
			return onTable ? one(Kind.INDEXES, last, current) : List.of();
		}
		return routine(objects.get(0), current);
	}

	private static boolean isNamedIndexOfTable(List<ObjectName> objects) {
		return objects.size() == 2 && objects.get(0).type().equals("INDEX") && objects.get(1).type().equals("TABLE");
	}

	/**
	 * An index, which is in the schema of its table.
	 */
	private static ObjectName inSchemaOf(ObjectName table, ObjectName index) {
		return new ObjectName(index.type(), table.schema(), index.name());
	}

	private List<FingerprintScope> routine(ObjectName object, @Nullable String current) {
		return switch (object.type()) {
			case "PROCEDURE", "FUNCTION" -> one(Kind.ROUTINE, object, current);
			default -> List.of();
		};
	}

	private static boolean replaces(Statement statement) {
		return statement.text().regionMatches(true, 0, "CREATE OR REPLACE", 0, "CREATE OR REPLACE".length())
				|| statement.text().contains("/*");
	}

	private List<FingerprintScope> all(Kind kind, List<ObjectName> objects, @Nullable String current) {
		List<FingerprintScope> scopes = new ArrayList<>();
		for (ObjectName object : objects) {
			List<FingerprintScope> scope = one(kind, object, current);
			if (scope.isEmpty()) {
				return List.of();
			}
			scopes.addAll(scope);
		}
		return scopes;
	}

	private List<FingerprintScope> one(Kind kind, ObjectName object, @Nullable String current) {
		String schema = (object.schema() != null) ? object.schema() : current;
		boolean known = this.dialect.vendor() != Vendor.H2
				|| (kind != Kind.SCHEMA && kind != Kind.TABLE && kind != Kind.ROUTINE);
		Kind asked = (kind == Kind.PRESENCE && this.byName) ? Kind.TABLE_NAME : kind;
		return (known && schema != null && FingerprintScope.canName(schema, object.name()))
				? List.of(new FingerprintScope(asked, schema, object.name())) : List.of();
	}

	private List<FingerprintScope> ofSchemas(Statement statement, @Nullable String current) {
		TreeSet<String> schemas = new TreeSet<>();
		if (current != null) {
			schemas.add(current);
		}
		for (ObjectName object : statement.objects()) {
			if (isSchema(object)) {
				schemas.add(this.dialect.sql().folded(object.name()));
			}
			else if (object.schema() != null) {
				schemas.add(object.schema());
			}
		}
		return schemas.stream().map(FingerprintScope::of).toList();
	}

	/**
	 * Whether an object is a schema.
	 */
	static boolean isSchema(ObjectName object) {
		return object.type().equals("DATABASE") || object.type().equals("SCHEMA");
	}

}
