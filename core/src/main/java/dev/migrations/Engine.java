package dev.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.FlywayHistory;
import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Occupancy;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.RequiredTables;
import dev.migrations.dialect.ServerSettings;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.dialect.Vendor;
import dev.migrations.execution.BaselineUnit;
import dev.migrations.execution.EditedParts;
import dev.migrations.execution.LossCheck;
import dev.migrations.execution.MigrationRun;
import dev.migrations.execution.PlanScript;
import dev.migrations.execution.RepairUnit;
import dev.migrations.execution.RunConditions;
import dev.migrations.execution.RunInProgress;
import dev.migrations.execution.RunListener;
import dev.migrations.execution.ScriptOpener;
import dev.migrations.history.Audit;
import dev.migrations.history.HistoryReader;
import dev.migrations.history.HistorySql;
import dev.migrations.history.RunContext;
import dev.migrations.lock.ConnectionSource;
import dev.migrations.lock.MigrationLock;
import dev.migrations.lock.MigrationLocks;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.PlanOptions;
import dev.migrations.plan.Planner;
import dev.migrations.plan.UndoPlanner;
import dev.migrations.session.WorkingConnection;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.PlanSettings;
import dev.migrations.settings.SchemaSettings;
import dev.migrations.settings.ScriptSettings;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;

/**
 * The parts that work on one database, put together once its product is known.
 */
final class Engine {

	/** What a session that migrates calls itself, before the name of its instance. */
	static final String SESSION_NAME = "migrations ";

	private final MigratorSettings settings;

	private final Dialect dialect;

	private final Application application;

	private final MigrationFinder finder;

	/** Null as long as the server was not asked, and where it need not be. */
	private @Nullable ServerSettings server;

	Engine(MigratorSettings settings, Dialect dialect, @Nullable ResourceLoader resourceLoader, Application application,
			List<JavaMigration> code) {
		this.settings = settings;
		this.dialect = dialect;
		this.application = application;
		this.finder = new MigrationFinder(settings, dialect.vendor(), resourceLoader, code);
	}

	/**
	 * Finds the migrations of this database.
	 */
	MigrationFinder finder() {
		return this.finder;
	}

	Planner planner() {
		return planner(this.settings.plan().target());
	}

	Planner planner(Target target) {
		PlanSettings plan = this.settings.plan();
		return new Planner(
				new PlanOptions(target, plan.outOfOrder(), plan.onMissing(), plan.onChecksumMismatch(), plan.undo()));
	}

	/**
	 * Compares what was found with the history.
	 */
	static Plan compare(Planner planner, ResolvedMigrations files, List<AppliedMigration> rows) {
		return planner.plan(files.migrations(), files.headOfOthers(), rows);
	}

	UndoPlanner undoPlanner() {
		return new UndoPlanner(this.settings.plan().undo());
	}

	/**
	 * Prepares a run.
	 * @param server what the server is set to, by which scripts are read
	 */
	MigrationRun run(WorkingConnection connection, @Nullable ServerSettings server, RunContext context,
			ConnectionSource secondConnection, RunListener listener, boolean blocks) {
		return new MigrationRun(connection, this.settings.schema().qualifiedHistoryTable(), context, scripts(server),
				new RunConditions(this.settings.execution().limits(), this.settings.execution().transaction(),
						secondConnection, listener, blocks));
	}

	BaselineUnit baseline(WorkingConnection connection, RunContext context) {
		return new BaselineUnit(connection, this.settings.schema().qualifiedHistoryTable(), context);
	}

	RepairUnit repair(WorkingConnection connection, RunContext context) throws SQLException {
		return new RepairUnit(connection, this.settings.schema().qualifiedHistoryTable(), context,
				scripts(connection.jdbc()));
	}

	/**
	 * Whether the directory of a jar may tell that a script is unchanged.
	 */
	boolean trustsFingerprints() {
		return this.settings.plan().verify() == Verification.FAST;
	}

	/**
	 * Whether scripts are opened in any case, because they say which database of a
	 * sequence they are for.
	 */
	boolean opensEveryScript() {
		return this.settings.database().sequence() != null;
	}

	/**
	 * Whether something is left in the database once the lock is acquired: the schema,
	 * and on H2 the table of the lock. Everything that can be wrong with the files is
	 * found before.
	 */
	boolean lockLeavesTraces() {
		SchemaSettings schema = this.settings.schema();
		return this.dialect.vendor() == Vendor.H2 || (schema.schema() != null && schema.createSchema());
	}

	DatabaseSettings database() {
		return this.settings.database();
	}

	Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Whether the first run takes a schema that has objects to be built up to a version.
	 */
	boolean baselinesOnMigrate() {
		return this.settings.plan().baselineOnMigrate();
	}

	/**
	 * The version up to which the first run takes it to be built.
	 */
	BaselineVersion configuredBaseline() {
		return new BaselineVersion(this, this.settings.plan().baselineVersion());
	}

	/**
	 * Whether it is said of the first run that everything is to be applied, whatever
	 * there is.
	 */
	boolean appliesEverything() {
		return baselinesOnMigrate() && this.settings.plan().baselineVersion().equals(Version.of("0"));
	}

	/**
	 * Where the database holds objects that are not ours.
	 */
	Occupancy occupancy(Connection connection) throws SQLException {
		return this.dialect.catalog().occupancy(connection, tables());
	}

	LossCheck lossCheck(Connection connection) throws SQLException {
		return new LossCheck(this.dialect, tables(), scripts(connection));
	}

	EditedParts editedParts(Connection connection) throws SQLException {
		return new EditedParts(this.dialect, tables(), scripts(connection));
	}

	FlywayHistory flywayHistory() {
		return new FlywayHistory(this.dialect, tables());
	}

	private OwnTables tables() {
		return OwnTables.of(this.dialect, this.settings.schema().qualifiedHistoryTable());
	}

	PlanScript planScript(Connection connection) throws SQLException {
		return new PlanScript(this.dialect,
				new HistorySql(this.dialect, tables(), context(UUID.randomUUID().toString(), null)),
				scripts(connection), enteringSchema());
	}

	private List<String> enteringSchema() {
		SchemaSettings schema = this.settings.schema();
		if (schema.schema() == null) {
			return List.of();
		}
		SqlFragments sql = this.dialect.sql();
		String quoted = sql.identifier(schema.schema(), "migrations.schema");
		return schema.createSchema() ? List.of(sql.createSchema(quoted), sql.enterSchema(quoted))
				: List.of(sql.enterSchema(quoted));
	}

	/**
	 * Tables and views that must exist after migrating.
	 */
	RequiredTables requiredTables() {
		return requiredTables(this.settings.schema().requiredTables());
	}

	RequiredTables requiredTables(List<String> names) {
		return new RequiredTables(this.dialect, this.settings.schema().schema(), names);
	}

	HistoryReader reader() {
		return new HistoryReader(this.dialect, tables());
	}

	/**
	 * Who runs.
	 * @param runId identifies the run
	 * @param reason why, for the audit; null if no reason was given
	 */
	RunContext context(String runId, @Nullable String reason) {
		String version = Migrator.class.getPackage().getImplementationVersion();
		return new RunContext(runId, System.getProperty("user.name", "unknown"),
				(version != null) ? version : "development", this.application.instance(), this.application.name(),
				this.application.version(), reason);
	}

	Audit audit() {
		return new Audit(this.dialect, tables());
	}

	MigrationLock lock(ConnectionSource secondConnection) {
		return MigrationLocks.of(this.dialect, this.settings.schema().qualifiedHistoryTable(),
				SESSION_NAME + this.application.instance(), this.settings.execution().limits(), secondConnection);
	}

	/**
	 * What others do at this moment.
	 */
	RunInProgress runInProgress(Connection connection, ConnectionSource secondConnection) throws SQLException {
		return new RunInProgress(this.dialect, tables(), lock(secondConnection), scripts(connection));
	}

	/**
	 * Opens scripts as the session reads them.
	 */
	ScriptOpener scripts(Connection connection) throws SQLException {
		return scripts(serverSettings(connection));
	}

	private ScriptOpener scripts(@Nullable ServerSettings server) {
		ScriptSettings scripts = this.settings.scripts();
		return new ScriptOpener(this.dialect.vendor(),
				(server != null) ? server.rules() : LexicalRules.of(this.dialect.vendor()), scripts.maxStatementSize(),
				scripts.placeholders());
	}

	/**
	 * Whether the server is set to be read-only, although it may not refuse this user.
	 */
	boolean isReadOnly(Connection connection) throws SQLException {
		ServerSettings server = serverSettings(connection);
		return server != null && server.readOnly();
	}

	/**
	 * What the server is set to, which it is asked once; null where nothing matters.
	 */
	@Nullable ServerSettings serverSettings(Connection connection) throws SQLException {
		if (this.server == null) {
			this.server = this.dialect.serverSettings(connection);
		}
		return this.server;
	}

}
