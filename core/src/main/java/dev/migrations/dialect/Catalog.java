package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.migrations.model.ObjectName;
import dev.migrations.model.StatementGuard;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database what exists. Each group of questions has a class of its own, which
 * knows how each product is asked.
 */
public final class Catalog {

	private final Vendor vendor;

	private Catalog(Vendor vendor) {
		this.vendor = vendor;
	}

	static Catalog of(Vendor vendor) {
		return new Catalog(vendor);
	}

	/**
	 * Where there are tables, views or sequences other than our own.
	 * @param connection the connection
	 * @param own our own tables, which may be in a schema that was configured
	 * @return where; never {@link Occupancy#ELSEWHERE} where a schema is a database
	 * @throws SQLException if the catalog cannot be read
	 */
	public Occupancy occupancy(Connection connection, OwnTables own) throws SQLException {
		return Occupancy.of(this.vendor, connection, own);
	}

	/**
	 * Which objects the database has, of those that may hold data.
	 * @param connection the connection
	 * @param own our own tables, in the schema of which names without one are looked for
	 * @param asked tables, materialized views, sequences, schemas, databases, and types
	 * that columns may be of
	 * @return those that there are; a name is found whatever its case
	 * @throws SQLException if the catalog cannot be read
	 */
	public Set<ObjectName> held(Connection connection, OwnTables own, Collection<ObjectName> asked)
			throws SQLException {
		return HeldObjects.of(this.vendor).among(connection, own, asked);
	}

	/**
	 * All objects of the database that hold data and are not ours, tables first. Asked
	 * where a statement takes away what it does not name.
	 * @param connection the connection
	 * @param own our own tables, in the schema of which names are told without it
	 * @param role whose they are; null for all
	 * @return the objects
	 * @throws SQLException if the catalog cannot be read
	 */
	public List<ObjectName> holding(Connection connection, OwnTables own, @Nullable String role) throws SQLException {
		return HeldObjects.of(this.vendor).all(connection, own, role);
	}

	/**
	 * The columns of a table of SQLite that hold data of their own, as generated ones do
	 * not.
	 * @param connection the connection
	 * @param table the table
	 * @return their names in lower case
	 * @throws SQLException if the catalog cannot be read
	 */
	public List<String> columns(Connection connection, String table) throws SQLException {
		return SqliteCatalog.columns(connection, table);
	}

	/**
	 * Whether foreign keys of SQLite are in force on a connection, so that rows of other
	 * tables may go away or change with those of a table that is dropped.
	 * @param connection the connection
	 * @return whether they are
	 * @throws SQLException if the setting cannot be read
	 */
	public boolean foreignKeys(Connection connection) throws SQLException {
		return SqliteCatalog.foreignKeys(connection);
	}

	/**
	 * Whether the object of a guard exists.
	 * @param connection the connection
	 * @param guard the guard
	 * @return whether it exists
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean exists(Connection connection, StatementGuard guard) throws SQLException {
		return ObjectLookup.of(this.vendor).exists(connection, guard);
	}

	/**
	 * The schema of our own tables, and if there are none yet, the one in which they
	 * would be created.
	 * @param connection the connection
	 * @param tables our own tables
	 * @return the schema; null where there are none, or none is chosen
	 * @throws SQLException if the catalog cannot be read
	 */
	public @Nullable String ownSchema(Connection connection, OwnTables tables) throws SQLException {
		return Schemas.of(this.vendor).own(connection, tables);
	}

	/**
	 * Expression of PostgreSQL for that schema, for a statement that asks for more.
	 * @param tables our own tables
	 * @return the expression; null to the server if none is chosen
	 */
	public static String postgresOwnSchema(OwnTables tables) {
		return Schemas.postgresOwn(tables);
	}

	/**
	 * The schema in which unqualified names are looked up, where there is only one.
	 * @param connection the connection
	 * @return the schema; null if none is chosen
	 * @throws SQLException if it cannot be asked
	 */
	public @Nullable String currentSchema(Connection connection) throws SQLException {
		return Schemas.of(this.vendor).current(connection);
	}

	/**
	 * The schemas that a statement may name. Asked only where statements may change data
	 * that the server cannot roll back.
	 * @param connection the connection
	 * @return their names, to be found without regard to case
	 * @throws SQLException if the catalog cannot be read
	 */
	public Set<String> schemas(Connection connection) throws SQLException {
		return Schemas.of(this.vendor).all(connection);
	}

	/**
	 * Whether there is a schema. Asked only where DDL commits by itself.
	 * @param connection the connection
	 * @param schema its name as the catalog has it
	 * @return whether there is
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean hasSchema(Connection connection, String schema) throws SQLException {
		return Schemas.of(this.vendor).include(connection, schema);
	}

	/**
	 * Names in a schema whose data the server cannot roll back: tables of such storage
	 * engines, and whatever writes to them when it is written to or called.
	 * @param connection the connection
	 * @param schema the schema
	 * @return the names; empty where everything rolls back
	 * @throws SQLException if the catalog cannot be read
	 */
	public Set<String> withoutRollback(Connection connection, String schema) throws SQLException {
		return switch (this.vendor) {
			case MARIADB, MYSQL -> UnrollableTables.in(connection, schema);
			default -> Set.of();
		};
	}

	/**
	 * Whether this session can find an object by its name without reading the catalog,
	 * which takes longer the more there is in it.
	 * @param connection the connection
	 * @return true for an administrator of H2
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean findsByName(Connection connection) throws SQLException {
		return this.vendor == Vendor.H2 && H2Catalog.findsByName(connection);
	}

	/**
	 * Whether there may be a copy that H2 has made of a table to change its columns, and
	 * has not removed because the process ended. A table of somebody's own may have such
	 * a name as well.
	 * @param connection the connection
	 * @param schema the schema; null for the current one
	 * @param table the table
	 * @return whether a table has such a name
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean hasCopy(Connection connection, @Nullable String schema, String table) throws SQLException {
		return this.vendor == Vendor.H2 && H2Catalog.hasCopy(connection, schema, table);
	}

	/**
	 * Fingerprint of a schema, or of an object in it: equal as long as no statement has
	 * changed it. Asked only where DDL commits by itself.
	 * @param connection the connection
	 * @param scope of what
	 * @param ownPrefix what the names of our own tables begin with
	 * @return the fingerprint
	 * @throws SQLException if the catalog cannot be read
	 */
	public String fingerprint(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		return SchemaFingerprint.of(this.vendor).take(connection, scope, ownPrefix);
	}

	/**
	 * Expression in SQL for that fingerprint. Where the server can compute it, it is
	 * taken when the expression is evaluated, and otherwise now.
	 * @param connection the connection
	 * @param scope of what
	 * @param ownPrefix what the names of our own tables begin with
	 * @return the expression
	 * @throws SQLException if the catalog cannot be read
	 */
	public ParameterizedSql fingerprintExpression(Connection connection, FingerprintScope scope, String ownPrefix)
			throws SQLException {
		return SchemaFingerprint.of(this.vendor).expression(connection, scope, ownPrefix);
	}

}
