package dev.migrations;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.execution.BaselineUnit;
import dev.migrations.history.History;
import dev.migrations.lock.MigrationLock;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.PendingMigrationsException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.StartMode;
import dev.migrations.model.Target;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Planner;
import dev.migrations.plan.RepairPlanner;
import dev.migrations.plan.Step;
import dev.migrations.session.WorkingConnection;
import dev.migrations.settings.DatabaseSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.source.ScriptRenumbering;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Migrates one database. Safe for use by several threads; each call works on the files
 * and the history as they are then.
 * <p>
 * Every method throws a {@link MigrationException} that says what was found and what to
 * do next.
 */
public final class Migrator {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private final DatabaseAccess access;

	private final MigratorSettings settings;

	private final Announcer announcer;

	/** Made for the first who asks, which a start that migrates does not. */
	private @Nullable StatusReader statusReader;

	/** Null for what this migrator alone knows. */
	private final @Nullable KnownScripts known;

	Migrator(DatabaseAccess access, Announcer announcer) {
		this(access, announcer, null);
	}

	private Migrator(DatabaseAccess access, Announcer announcer, @Nullable KnownScripts known) {
		this.access = access;
		this.settings = access.settings();
		this.announcer = announcer;
		this.known = known;
	}

	/**
	 * Begins to build a migrator.
	 * @param dataSource the database; one connection at a time is taken from it, and on
	 * an H2 server a second one for the lock
	 * @return a builder with every setting at its default
	 */
	public static MigratorBuilder builder(DataSource dataSource) {
		return builder(dataSource, MigratorSettings.DEFAULTS);
	}

	/**
	 * Begins to build a migrator from settings that were resolved elsewhere, which is
	 * what the auto-configuration does.
	 * @param dataSource the database
	 * @param settings the settings that the builder begins with
	 * @return a builder
	 */
	public static MigratorBuilder builder(DataSource dataSource, MigratorSettings settings) {
		return new MigratorBuilder(dataSource, settings);
	}

	/**
	 * The name of the database.
	 * @return the name; {@code default} unless there are several
	 */
	public String name() {
		return this.settings.database().name();
	}

	DatabaseSettings database() {
		return this.settings.database();
	}

	/**
	 * The database that is migrated.
	 * @return what connections are taken from
	 */
	public DataSource dataSource() {
		return this.access.dataSource();
	}

	/**
	 * Applies what is pending. With nothing to do this is a single SELECT.
	 * @return what was applied
	 */
	public MigrationReport migrate() {
		return migrate(this.settings.plan().target());
	}

	/**
	 * Applies what is pending within a target, whatever {@code migrations.target} is.
	 * @param target how far to migrate
	 * @return what was applied
	 */
	public MigrationReport migrate(Target target) {
		MigrationReport report = MigrateOperation.to(target, this.access, announcements()).run();
		log(report);
		return report;
	}

	/**
	 * Applies a part of what is pending, and leaves it to the caller to log the report.
	 * @param target how far the whole run goes
	 * @param leg the version of the part's last migration; null for everything
	 */
	MigrationReport migrateLeg(Target target, @Nullable Version leg) {
		return MigrateOperation.leg(target, leg, this.access, announcements()).run();
	}

	/**
	 * Tells listeners of a run that found nothing to do when all of a sequence was
	 * planned.
	 */
	void announce(MigrationReport report) {
		RunAnnouncements run = announcements();
		run.connected(report.vendor());
		run.runStarted();
		run.finished(report);
	}

	/**
	 * Tells listeners of a run that failed when all of a sequence was planned.
	 */
	void announce(RuntimeException failure) {
		RunAnnouncements run = announcements();
		run.runStarted();
		run.runFailed(failure);
	}

	/**
	 * How far a run goes.
	 * @param target how far it is to go; null for what the settings say
	 */
	Target target(@Nullable Target target) {
		return (target != null) ? target : this.settings.plan().target();
	}

	private RunAnnouncements announcements() {
		return new RunAnnouncements(MigrationEvent.Operation.MIGRATE, this.announcer);
	}

	/**
	 * What a run would do now, checked.
	 * @param target how far it would go
	 */
	OutstandingMigrations outstanding(Target target) {
		try {
			return this.access.callOnceReadable(this.access.waiting(),
					(connection, engine) -> outstanding(connection, engine, target));
		}
		catch (RuntimeException ex) {
			throw WorkProblem.ofLast(ex);
		}
	}

	private OutstandingMigrations outstanding(WorkingConnection connection, Engine engine, Target wanted)
			throws SQLException, IOException {
		Plan settled = FirstLook.at(connection.jdbc(), engine, engine.planner(wanted)).settled();
		if (settled != null) {
			return new OutstandingMigrations(settled, settled.steps(), null,
					Reports.report(connection.dialect(), settled));
		}
		History history = engine.reader().read(connection.jdbc());
		Version baseline = new FirstRun(engine, connection.jdbc()).baseline(history);
		Plan plan = possible(connection, engine, engine.planner(wanted), history, baseline);
		if (plan.steps().isEmpty()) {
			Reports.requireTables(engine.requiredTables(), connection.jdbc());
		}
		return new OutstandingMigrations(plan, plan.steps(), baseline,
				Reports.report(connection.dialect(), (baseline != null) ? plan.unrecorded() : plan));
	}

	/**
	 * Makes sure that tables and views exist, beside those of
	 * {@code migrations.required-tables}. One line of a test, with which a build fails
	 * when a migration was forgotten.
	 * @param tables their names, each may begin with a schema and a dot
	 * @throws MigrationValidationException if some do not exist, with their names
	 */
	public void requireTables(String... tables) {
		List<String> names = new ArrayList<>(this.settings.schema().requiredTables());
		names.addAll(List.of(tables));
		this.access.call((connection, engine) -> {
			Reports.requireTables(engine.requiredTables(names), connection.jdbc());
			return names;
		});
	}

	/**
	 * A migrator with these settings for a tenant.
	 * @param locations where the migrations of tenants are
	 * @param known what is known of their scripts
	 */
	Migrator forTenant(Tenant tenant, List<String> locations, KnownScripts known) {
		DataSource dataSource = (tenant.dataSource() != null) ? tenant.dataSource() : dataSource();
		return new Migrator(new DatabaseAccess(dataSource,
				this.settings.forTenant(tenant.id(), tenant.schema(), locations), this.access.resourceLoader(),
				this.access.application(), List.of(), "the schema of the tenant '" + tenant.id() + "'"),
				this.announcer.of(tenant.id()), known);
	}

	/**
	 * What a start does with this database.
	 * @return the mode
	 */
	public StartMode mode() {
		return this.settings.start().mode();
	}

	/**
	 * How long a start in the mode {@link StartMode#WAIT} waits.
	 * @return the time-out
	 */
	public Duration waitTimeout() {
		return this.settings.start().waitTimeout();
	}

	/**
	 * Whether a schema is the one that is set for this database.
	 */
	boolean isIn(String schema) {
		return schema.equalsIgnoreCase(this.settings.schema().schema());
	}

	OutOfOrderPolicy outOfOrder() {
		return this.settings.plan().outOfOrder();
	}

	/**
	 * What {@link #migrate()} would do, and why. Changes nothing and takes no lock.
	 * @return the plan
	 */
	public MigrationPlan plan() {
		return plan(this.settings.plan().target());
	}

	/**
	 * What {@link #migrate(Target)} would do, and why. Changes nothing and takes no lock.
	 * @param target how far to migrate
	 * @return the plan
	 */
	public MigrationPlan plan(Target target) {
		return plan(target, target);
	}

	/**
	 * The same for one database of a sequence, whose target is that of all of them.
	 */
	MigrationPlan planMember(Target target) {
		return plan(target, null);
	}

	private MigrationPlan plan(Target target, @Nullable Target named) {
		return this.access.call((connection, engine) -> {
			History history = engine.reader().read(connection.jdbc());
			Version baseline = new FirstRun(engine, connection.jdbc()).baseline(history);
			Plan plan = Engine.compare(engine.planner(target), engine.finder().resolveShown(),
					FirstRun.foreseen(history, baseline).migrations());
			return PlanReport.of(engine, connection.jdbc(), plan, named, history, baseline);
		});
	}

	/**
	 * Does what the mode says, which is what happens when an application starts.
	 * @throws PendingMigrationsException if the mode is {@link StartMode#VALIDATE} and
	 * something is due, or {@link StartMode#WAIT} and it still is at the time-out
	 */
	public void start() {
		start(System.nanoTime());
	}

	/**
	 * Does what the mode says.
	 * @param begin since when what is to be waited for is waited for, by
	 * {@link System#nanoTime()}
	 */
	void start(long begin) {
		switch (this.settings.start().mode()) {
			case MIGRATE -> migrate();
			case VALIDATE -> requireCurrent();
			case WAIT -> await(this.settings.start().waitTimeout(), begin);
			case PLAN -> plan().lines(name()).forEach(logger::info);
		}
	}

	/**
	 * Makes sure that files and history fit together and that nothing is due. Needs only
	 * to read, and changes nothing.
	 * @throws MigrationValidationException if they do not fit, with every problem
	 * @throws PendingMigrationsException if anything is due
	 */
	public void requireCurrent() {
		CurrentWait.requireReachable(this.settings.plan().target());
		CurrentWait.requireNone(
				this.access.call((connection, engine) -> due(connection, engine, possible(connection, engine))));
	}

	/**
	 * Waits until nothing is due, because somebody else migrates. A database that cannot
	 * be reached is waited for as well. Needs only to read, and changes nothing.
	 * @param timeout how long to wait
	 * @throws MigrationValidationException if files and history do not fit together
	 * @throws PendingMigrationsException if something still is due at the time-out
	 */
	public void await(Duration timeout) {
		await(timeout, System.nanoTime());
	}

	private void await(Duration timeout, long begin) {
		CurrentWait.requireReachable(this.settings.plan().target());
		new CurrentWait(timeout, begin, this::due, () -> statusReader().running().orElse(null)).await();
	}

	/**
	 * The scripts that a run would execute now, in order.
	 */
	private List<String> due() {
		return this.access.call((connection, engine) -> {
			History history = engine.reader().read(connection.jdbc());
			Plan plan = Engine.compare(engine.planner(), engine.finder().resolve(),
					new FirstRun(engine, connection.jdbc()).foreseen(history).migrations());
			Reports.requireNoProblems(plan);
			return due(connection, engine, plan);
		});
	}

	private static List<String> due(WorkingConnection connection, Engine engine, Plan plan) throws SQLException {
		if (plan.steps().isEmpty()) {
			Reports.requireTables(engine.requiredTables(), connection.jdbc());
		}
		return plan.steps().stream().map(Step::scriptName).toList();
	}

	/**
	 * What {@link #undo(UndoTarget)} would take back. Changes nothing and takes no lock.
	 * @param target how far to undo
	 * @return the plan; what has no undo script is among its problems
	 */
	public UndoPlan planUndo(UndoTarget target) {
		return this.access.call((connection, engine) -> new Undo(connection, engine).plan(target));
	}

	/**
	 * Takes migrations back, the one applied last first. All of them have undo scripts,
	 * or nothing is taken back. What is undone is pending again.
	 * @param target how far to undo
	 * @return what was taken back
	 */
	public UndoReport undo(UndoTarget target) {
		return undo(planUndo(target));
	}

	/**
	 * Takes back exactly what was planned. Where the history or the files have changed
	 * since, nothing is taken back.
	 * @param plan the plan
	 * @return what was taken back
	 */
	public UndoReport undo(UndoPlan plan) {
		return undo(plan, null);
	}

	/**
	 * Takes back exactly what was planned. Where the history or the files have changed
	 * since, nothing is taken back.
	 * @param plan the plan
	 * @param reason why, for the audit; null for no reason
	 * @return what was taken back
	 */
	public UndoReport undo(UndoPlan plan, @Nullable String reason) {
		return Undo.run(plan, reason, this.access, new RunAnnouncements(MigrationEvent.Operation.UNDO, this.announcer));
	}

	/**
	 * Every row of the history, in the order of application: also of migrations that were
	 * undone, and of those without a file here. Changes nothing and takes no lock.
	 * @return the rows; empty if nothing was ever applied
	 */
	public List<AppliedMigration> history() {
		return this.access.call((connection, engine) -> engine.reader().read(connection.jdbc()).migrations());
	}

	/**
	 * Every migration with its state and the state of its checksum. Changes nothing and
	 * takes no lock; files that did not change since the last call are not hashed again.
	 * @return the status
	 */
	public MigrationStatus status() {
		return statusReader().status();
	}

	/**
	 * How many migrations are in which state, in a single SELECT: the files are taken to
	 * be those that were found when this was called first. Meant to be called again and
	 * again, for health and metrics. Changes nothing and takes no lock.
	 * @return the counts
	 */
	public MigrationCounts counts() {
		return statusReader().counts();
	}

	private synchronized StatusReader statusReader() {
		StatusReader result = this.statusReader;
		if (result == null) {
			result = new StatusReader(this.access, (this.known != null) ? this.known : new KnownScripts());
			this.statusReader = result;
		}
		return result;
	}

	/**
	 * Checks that files and history fit together. Changes nothing and takes no lock.
	 * @throws MigrationValidationException if they do not, with every problem
	 */
	public void validate() {
		this.access.call((connection, engine) -> {
			try {
				return possible(connection, engine);
			}
			catch (InvalidMigrationException ex) {
				// It names two scripts of one version: there may be more, and each has a
				// way out.
				new ProjectFiles(engine).requireOneScriptEach(engine.reader().read(connection.jdbc()).migrations());
				throw ex;
			}
		});
	}

	/**
	 * Writes the next migration of the project: in the spelling of those that it has,
	 * beside the highest of them, with a comment at its head. Overwrites nothing. Its
	 * version is above those that the database has, unless that one cannot be reached.
	 * @param migration the migration
	 * @return the files, first the migration, then its undo script if one was asked for
	 */
	public List<Path> create(NewMigration migration) {
		return projectFiles().create(migration, this.settings.plan().undo(),
				migration.isRepeatable() ? List.of() : ProjectFiles.known(this::history));
	}

	/**
	 * Plans to give a script the next version that is free, which settles that two
	 * branches have taken the same one. Changes nothing.
	 * @param script the script, relative to its location
	 * @return what would be renamed; never a script that is applied in this database
	 */
	public Renumbering planRenumber(String script) {
		ProjectFiles files = projectFiles();
		return files.renumber(script, history());
	}

	/**
	 * Renames exactly what was planned.
	 * @param renumbering the plan
	 */
	public void renumber(Renumbering renumbering) {
		ScriptRenumbering.rename(renumbering.moves());
		logger.info("Renumbered " + renumbering.script() + ": " + renumbering.moves().values());
	}

	private ProjectFiles projectFiles() {
		boolean vendor = this.settings.scripts().locations().stream().anyMatch((text) -> text.contains("{vendor}"));
		return vendor ? this.access.call((connection, engine) -> new ProjectFiles(engine))
				: new ProjectFiles(this.access.engine(Dialect.of(Vendor.SQLITE)));
	}

	/**
	 * Records that an existing schema is built up to the version that is set, so that
	 * migrations up to it are not applied.
	 * @return the version
	 */
	public Version baseline() {
		baseline(this.settings.plan().baselineVersion());
		return this.settings.plan().baselineVersion();
	}

	/**
	 * Records that an existing schema is built up to a version, so that migrations up to
	 * it are not applied.
	 * @param version the version
	 * @throws MigrationValidationException if it is above every migration that there is
	 */
	public void baseline(Version version) {
		baseline(version, null);
	}

	/**
	 * Records that an existing schema is built up to a version, so that migrations up to
	 * it are not applied.
	 * @param version the version
	 * @param reason why, for the audit; null for no reason
	 * @throws MigrationValidationException if it is above every migration that there is
	 */
	public void baseline(Version version, @Nullable String reason) {
		baseline(version, reason, false);
	}

	/**
	 * Corrects a baseline that was recorded with the wrong version. What was applied
	 * since stays applied, and has to be above the new version.
	 * @param version the version that the schema was built up to
	 * @param reason why, for the audit; null for no reason
	 */
	public void replaceBaseline(Version version, @Nullable String reason) {
		baseline(version, reason, true);
	}

	private void baseline(Version version, @Nullable String reason, boolean replaces) {
		this.access.call((connection, engine) -> {
			Reports.requireNone(new BaselineVersion(engine, version).problems());
			return ReadOnlyTarget.writing(connection, engine, "A baseline is to be recorded", () -> {
				BaselineUnit unit = engine.baseline(connection, engine.context(UUID.randomUUID().toString(), reason));
				MigrationLock lock = engine.lock(this.access.secondConnection());
				if (replaces) {
					unit.replace(lock, this.access.waiting(), version);
				}
				else {
					unit.record(lock, this.access.waiting(), version);
				}
				return version;
			});
		});
	}

	/**
	 * Plans a repair of the history: what it would change, and why. Changes nothing.
	 * @param kinds which changes are wanted; none for adopting checksums
	 * @return the plan
	 * @throws InvalidSettingsException if two of the wanted changes contradict each other
	 * @throws MigrationException if steps are to be accepted, and the file was edited so
	 * that the journal does not tell where the part in force ends; see
	 * {@link #planAcceptedSteps(int)}
	 */
	public RepairPlan planRepair(RepairAction.Kind... kinds) {
		return planRepair((kinds.length > 0) ? Set.of(kinds) : Set.of(RepairAction.Kind.ADOPT_CHECKSUM), null);
	}

	/**
	 * Plans to take what stands above a line of the script that is unfinished to be in
	 * force, so that the next run resumes there. Changes nothing.
	 * @param fromLine line on which the first statement begins that is not in force,
	 * counted from 1; where all are in force, a line below the beginning of the last one
	 * @return the plan
	 * @throws InvalidSettingsException if no statement begins there
	 */
	public RepairPlan planAcceptedSteps(int fromLine) {
		return planRepair(Set.of(RepairAction.Kind.ACCEPT_STEPS), fromLine);
	}

	private RepairPlan planRepair(Set<RepairAction.Kind> wanted, @Nullable Integer fromLine) {
		return this.access.call((connection, engine) -> {
			List<RepairAction> actions = RepairPlanner.plan(plan(connection, engine), wanted);
			return new RepairPlan(!wanted.contains(RepairAction.Kind.ACCEPT_STEPS) ? actions
					: engine.repair(connection, engine.context(UUID.randomUUID().toString(), null))
						.resuming(actions, fromLine));
		});
	}

	/**
	 * Makes the changes of a plan in one transaction, and no others.
	 * @param plan the plan
	 */
	public void repair(RepairPlan plan) {
		repair(plan, null);
	}

	/**
	 * Makes the changes of a plan in one transaction, and no others.
	 * @param plan the plan
	 * @param reason why, for the audit; null for no reason
	 */
	public void repair(RepairPlan plan, @Nullable String reason) {
		this.access.call((connection, engine) -> {
			ReadOnlyTarget.writing(connection, engine, "The history is to be repaired", () -> {
				engine.repair(connection, engine.context(UUID.randomUUID().toString(), reason))
					.repair(engine.lock(this.access.secondConnection()), this.access.waiting(), plan.actions());
				return plan;
			});
			plan.actions().forEach((action) -> logger.info("Repaired: " + action.description()));
			return plan;
		});
	}

	/**
	 * What was done to the history other than applying migrations: every baseline, repair
	 * and undo, the oldest first. Changes nothing and takes no lock.
	 * @return the entries; empty if nothing of the kind was done
	 */
	public List<AuditEntry> audit() {
		return this.access.call((connection, engine) -> engine.audit().read(connection.jdbc()));
	}

	private static Plan plan(WorkingConnection connection, Engine engine) throws SQLException {
		return Engine.compare(engine.planner(), engine.finder().resolve(),
				engine.reader().read(connection.jdbc()).migrations());
	}

	/**
	 * The plan, if nothing forbids a run.
	 */
	private static Plan possible(WorkingConnection connection, Engine engine) throws SQLException, IOException {
		History history = engine.reader().read(connection.jdbc());
		return possible(connection, engine, engine.planner(), history,
				new FirstRun(engine, connection.jdbc()).baseline(history));
	}

	private static Plan possible(WorkingConnection connection, Engine engine, Planner planner, History history,
			@Nullable Version baseline) throws SQLException, IOException {
		Plan plan = Engine.compare(planner, engine.finder().resolveShown(),
				FirstRun.foreseen(history, baseline).migrations());
		Reports.requireNoProblems(plan);
		Reports.requireNone(new Obstacles(engine, connection.jdbc()).of(history, plan.steps()));
		return plan;
	}

	void log(MigrationReport report) {
		for (String warning : report.warnings()) {
			logger.warn(warning);
		}
		if (logger.isInfoEnabled()) {
			logger.info(Reports.summary(name(), report));
			if (!report.slowest().isEmpty()) {
				logger.info(SlowestStatements.sentence(report.slowest()));
			}
		}
	}

}
