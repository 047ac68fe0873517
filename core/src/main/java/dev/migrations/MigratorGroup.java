package dev.migrations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.StartMode;
import dev.migrations.model.Target;
import org.jspecify.annotations.Nullable;

/**
 * Migrators of several databases.
 * <ol>
 * <li>A database begins when those that it comes after are done; as many as the
 * parallelism allows are at work at the same time.</li>
 * <li>Databases that share locations are one sequence: first all of them are checked,
 * then their migrations are applied in the order of versions, one at a time.</li>
 * <li>When one fails, those that have begun finish, and no other begins.</li>
 * </ol>
 */
public final class MigratorGroup {

	private final Map<String, Migrator> migrators;

	private final List<GroupUnit> units;

	private final int parallelism;

	private MigratorGroup(Map<String, Migrator> migrators, Map<String, ? extends Collection<String>> after,
			int parallelism) {
		this.migrators = migrators;
		this.units = GroupOrder.of(migrators, after);
		this.parallelism = parallelism;
	}

	/**
	 * A group.
	 * @param migrators the migrators, whose names differ
	 * @param after the names of the databases that a database comes after, by its name
	 * @param parallelism how many databases are migrated at the same time, at most
	 * @return the group
	 * @throws InvalidSettingsException if a name is unknown, or the order has a cycle
	 */
	public static MigratorGroup of(Collection<Migrator> migrators, Map<String, ? extends Collection<String>> after,
			int parallelism) {
		if (parallelism < 1) {
			throw new InvalidSettingsException("migrations.parallelism is " + parallelism + ".",
					"Set it to 1 or more: it is the number of databases that are migrated at the same time.");
		}
		Map<String, Migrator> byName = new TreeMap<>();
		migrators.forEach((migrator) -> byName.put(migrator.name(), migrator));
		if (byName.size() < migrators.size()) {
			throw new InvalidSettingsException("Two migrators of one group have the same name.",
					"Name each by MigratorBuilder.name(…).");
		}
		return new MigratorGroup(Collections.unmodifiableMap(byName), Map.copyOf(after), parallelism);
	}

	/**
	 * Some databases of this group. Their order stays, also where it comes from one that
	 * is left out; those are not waited for.
	 * @param databases their names
	 * @return the group of those that this one has
	 */
	public MigratorGroup only(Collection<String> databases) {
		Map<String, Migrator> migrators = new TreeMap<>(this.migrators);
		migrators.keySet().retainAll(databases);
		return of(migrators);
	}

	/**
	 * This group, and databases of sequences beside those that it has. Whoever migrates
	 * databases which a start leaves out keeps the order of their sequences by this.
	 * @param others migrators, of which those are left out that are of no sequence
	 * @return the group with all of them
	 */
	public MigratorGroup withSequencesOf(Collection<Migrator> others) {
		Map<String, Migrator> migrators = new TreeMap<>(this.migrators);
		for (Migrator other : others) {
			if (other.database().sequence() != null) {
				migrators.putIfAbsent(other.name(), other);
			}
		}
		return of(migrators);
	}

	/**
	 * Other migrators in the order of this group.
	 */
	private MigratorGroup of(Map<String, Migrator> migrators) {
		return new MigratorGroup(Collections.unmodifiableMap(migrators),
				GroupOrder.among(migrators.keySet(), this.units), this.parallelism);
	}

	/**
	 * Databases that share locations, whose migrations {@link #migrate()} applies in one
	 * order. Migrating them one after the other would lose it.
	 * @return the names of the databases of each sequence
	 */
	public List<List<String>> sequences() {
		return this.units.stream().filter(GroupUnit::isSequence).map(GroupUnit::names).toList();
	}

	/**
	 * The migrators.
	 * @return the migrators by the names of their databases
	 */
	public Map<String, Migrator> migrators() {
		return this.migrators;
	}

	/**
	 * Applies what is pending to every database.
	 * @return what was done, by the names of the databases
	 * @throws DatabasesFailedException if one of several fails, with the outcome of each;
	 * the failure of the only one is thrown as it is
	 */
	public Map<String, MigrationReport> migrate() {
		return migrateTo(null);
	}

	/**
	 * Applies what is pending within a target to every database, whatever
	 * {@code migrations.target} is.
	 * @param target how far to migrate each
	 * @return what was done, by the names of the databases
	 * @throws DatabasesFailedException if one of several fails, with the outcome of each;
	 * the failure of the only one is thrown as it is
	 */
	public Map<String, MigrationReport> migrate(Target target) {
		return migrateTo(target);
	}

	/**
	 * Does what {@link #migrate()} does, and reports failures instead of throwing them.
	 * @param target how far to migrate each; null for what {@code migrations.target} says
	 * @return what became of each database, in the order of names
	 */
	public List<DatabaseOutcome> attempt(@Nullable Target target) {
		return outcomes((unit) -> migrate(unit, target));
	}

	/**
	 * What {@link #migrate()} would do, and why. Changes nothing and takes no lock.
	 * @param target how far to migrate each; null for what {@code migrations.target} says
	 * @return the plan of each database
	 */
	public GroupPlan plan(@Nullable Target target) {
		return new GroupPlan(this.migrators, this.units, target);
	}

	private Map<String, MigrationReport> migrateTo(@Nullable Target target) {
		Map<String, MigrationReport> reports = new LinkedHashMap<>();
		for (DatabaseOutcome outcome : run((unit) -> migrate(unit, target))) {
			if (outcome.report() != null) {
				reports.put(outcome.database(), outcome.report());
			}
		}
		return reports;
	}

	/**
	 * Does with every database what its mode says, as {@link Migrator#start()} does.
	 * @throws InvalidSettingsException if databases of one sequence have different modes
	 * @throws DatabasesFailedException if it fails for one of several databases
	 */
	public void start() {
		this.units.forEach(MigratorGroup::requireOneMode);
		run((unit) -> unit.members().get(0).mode() == StartMode.MIGRATE ? migrate(unit, null)
				: outcomes(unit, (migrator) -> {
					migrator.start();
					return null;
				}));
	}

	/**
	 * The order of a sequence would be lost if some of its databases were not migrated.
	 */
	private static void requireOneMode(GroupUnit unit) {
		if (unit.members().stream().map(Migrator::mode).distinct().count() > 1) {
			throw new InvalidSettingsException(
					"The databases " + String.join(", ", unit.names())
							+ " share their locations, and their migrations.databases.<name>.mode differ.",
					"Set one migrations.mode for all of them, or give each locations of its own.");
		}
	}

	private static List<DatabaseOutcome> migrate(GroupUnit unit, @Nullable Target target) {
		return unit.isSequence() ? new SequenceRun(unit.members(), target).run()
				: outcomes(unit, (migrator) -> (target != null) ? migrator.migrate(target) : migrator.migrate());
	}

	/**
	 * Does something else than migrating with every database, in the same order and with
	 * the same handling of failures. Databases of a sequence are taken one after the
	 * other, in the order of their names.
	 * @param action what to do
	 * @throws DatabasesFailedException if it fails for one of several databases
	 */
	public void forEach(Consumer<Migrator> action) {
		run((unit) -> outcomes(unit, (migrator) -> {
			action.accept(migrator);
			return null;
		}));
	}

	private static List<DatabaseOutcome> outcomes(GroupUnit unit, Action action) {
		List<DatabaseOutcome> outcomes = new ArrayList<>();
		boolean failed = false;
		for (Migrator migrator : unit.members()) {
			DatabaseOutcome outcome = failed ? DatabaseOutcome.notBegun(migrator.name()) : outcome(migrator, action);
			failed |= outcome.failure() != null;
			outcomes.add(outcome);
		}
		return outcomes;
	}

	private static DatabaseOutcome outcome(Migrator migrator, Action action) {
		try {
			return DatabaseOutcome.done(migrator.name(), action.on(migrator));
		}
		catch (RuntimeException ex) {
			GroupFailure.logUnexpected("database", migrator.name(), ex);
			return DatabaseOutcome.failed(migrator.name(), ex);
		}
	}

	private List<DatabaseOutcome> run(GroupRun.UnitAction action) {
		List<DatabaseOutcome> outcomes = outcomes(action);
		GroupFailure.throwIfAny(outcomes);
		return outcomes;
	}

	private List<DatabaseOutcome> outcomes(GroupRun.UnitAction action) {
		return new GroupRun(this.units, this.parallelism, true, action).run();
	}

	/**
	 * The names of the databases.
	 * @return the names in their order
	 */
	public Set<String> databases() {
		return this.migrators.keySet();
	}

	/**
	 * What is done with a database, or a tenant.
	 */
	interface Action {

		@Nullable MigrationReport on(Migrator migrator);

	}

}
