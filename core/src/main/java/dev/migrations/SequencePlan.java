package dev.migrations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * What is due in the databases of a sequence.
 * <ol>
 * <li>A target that counts migrations counts those of all databases, in the order of
 * versions. One migration alone is that of the database that has it.</li>
 * <li>Every database is planned and checked, in the order of names.</li>
 * <li>Nothing may be below what is applied to another database, unless that is allowed. A
 * database to which nothing was applied yet may be: it is new, or made anew.</li>
 * <li>What is due is put into the order of versions, then what is repeatable, database by
 * database; neighbours of one database form a leg. Databases that are only baselined come
 * before that.</li>
 * </ol>
 */
final class SequencePlan {

	private final Map<Migrator, Target> targets = new LinkedHashMap<>();

	private final Map<Migrator, OutstandingMigrations> plans = new LinkedHashMap<>();

	private SequencePlan(List<Migrator> members, @Nullable Target wanted) {
		members.forEach((migrator) -> this.targets.put(migrator, migrator.target(wanted)));
	}

	/**
	 * Plans.
	 * @param members the migrators of the databases
	 * @param wanted how far to migrate; null for what the settings of each say
	 * @throws Unplanned if a database cannot be planned, or has a problem
	 */
	static SequencePlan of(List<Migrator> members, @Nullable Target wanted) throws Unplanned {
		SequencePlan plan = new SequencePlan(members, wanted);
		plan.count();
		for (Map.Entry<Migrator, Target> entry : plan.targets.entrySet()) {
			Target target = entry.getValue();
			plan.plan(entry.getKey(), target.isOnly() ? Target.upTo(Objects.requireNonNull(target.version())) : target);
		}
		plan.choose();
		plan.requireNoneLate();
		return plan;
	}

	/**
	 * What there is to report as long as nothing is done.
	 */
	Map<Migrator, MigrationReport> reports() {
		Map<Migrator, MigrationReport> reports = new LinkedHashMap<>();
		this.plans.forEach((migrator, plan) -> reports.put(migrator, plan.report()));
		return reports;
	}

	List<Leg> legs() {
		List<Leg> legs = new ArrayList<>();
		this.plans.forEach((migrator, plan) -> {
			if (plan.baseline() != null && plan.steps().isEmpty()) {
				legs.add(new Leg(migrator, target(migrator), plan.baseline()));
			}
		});
		for (Due due : due()) {
			Leg last = legs.isEmpty() ? null : legs.get(legs.size() - 1);
			if (last != null && last.migrator() == due.migrator()) {
				legs.remove(legs.size() - 1);
			}
			legs.add(new Leg(due.migrator(), target(due.migrator()), due.migration().version()));
		}
		return legs;
	}

	/**
	 * Puts the version that a counted target comes to in place of it.
	 */
	private void count() throws Unplanned {
		Target counting = null;
		for (Map.Entry<Migrator, Target> entry : this.targets.entrySet()) {
			if (entry.getValue().steps() > 0) {
				requireOneTarget(entry.getKey());
				counting = entry.getValue();
				plan(entry.getKey(), Target.HEAD);
			}
		}
		if (counting != null) {
			Target counted = due().stream()
				.map((due) -> due.migration().version())
				.filter(Objects::nonNull)
				.skip(counting.steps() - 1L)
				.findFirst()
				.map(Target::upTo)
				.orElse(Target.HEAD);
			this.targets.replaceAll((migrator, target) -> counted);
		}
	}

	private void requireOneTarget(Migrator counting) throws Unplanned {
		Target target = target(counting);
		for (Map.Entry<Migrator, Target> other : this.targets.entrySet()) {
			if (!other.getValue().equals(target)) {
				throw new Unplanned(counting, new InvalidSettingsException(
						"The databases " + counting.name() + " and " + other.getKey().name()
								+ " share their locations, and their targets are " + target + " and " + other.getValue()
								+ ". A target that counts, counts the migrations of all of them.",
						"Set one migrations.target for all of them, or give it as a version."));
			}
		}
	}

	/**
	 * Leaves one migration alone to the database that has it, if one is to be applied
	 * alone. If none has it, the first one says so.
	 */
	private void choose() throws Unplanned {
		for (Map.Entry<Migrator, Target> entry : this.targets.entrySet()) {
			Target target = entry.getValue();
			Version version = target.version();
			if (target.isOnly() && version != null) {
				if (has(entry.getKey(), version)) {
					plan(entry.getKey(), target);
					requireNoneLeftBehind(entry.getKey(), version);
				}
				else if (this.targets.keySet().stream().noneMatch((migrator) -> has(migrator, version))) {
					plan(entry.getKey(), target);
				}
			}
		}
		this.targets.forEach((migrator, target) -> {
			if (target.isOnly()) {
				this.plans.computeIfPresent(migrator, (key, plan) -> plan.within(target));
			}
		});
	}

	/**
	 * Whether a database has the file of a version.
	 */
	boolean has(Migrator migrator, Version version) {
		return plan(migrator).has(version);
	}

	private void requireNoneLeftBehind(Migrator owner, Version only) throws Unplanned {
		if (rejects(owner) && !plan(owner).steps().isEmpty()) {
			for (Due due : due()) {
				Version version = due.migration().version();
				if (due.migrator() != owner && version != null && version.compareTo(only) < 0) {
					throw new Unplanned(owner, new MigrationValidationException(
							List.of(due.migration().script() + ", for the database '" + due.migrator().name()
									+ "', is below " + only + " and not applied: it would be out of order then."),
							"Apply everything up to it first, or set migrations.out-of-order=allow to apply one "
									+ "alone."));
				}
			}
		}
	}

	private void requireNoneLate() throws Unplanned {
		for (Due due : due()) {
			Migrator ahead = isNew(due) ? ahead(due) : null;
			if (ahead != null && rejects(due.migrator()) && isStillDue(due)) {
				throw late(due, ahead);
			}
		}
	}

	private Unplanned late(Due due, Migrator ahead) {
		ResolvedMigration migration = due.migration();
		String database = due.migrator().name();
		Version version = plan(ahead).highestApplied();
		return new Unplanned(due.migrator(), new MigrationValidationException(
				List.of(migration.script() + " is not applied, but the higher version " + version
						+ " is, to the database '" + ahead.name() + "' of the same sequence."),
				"If no database has it yet, give it a version above " + version
						+ ((migration.code() == null)
								? ": migrations renumber " + migration.script() + " --database " + database : "")
						+ ". Or set migrations.out-of-order=allow to apply it now, also where '" + database
						+ "' was left out before or comes from a backup."));
	}

	private boolean isNew(Due due) {
		return due.step().state() == MigrationState.PENDING && plan(due.migrator()).highestApplied() != null;
	}

	/**
	 * The database with the highest version of all, if that is above what is due.
	 */
	private @Nullable Migrator ahead(Due due) {
		Version highest = due.migration().version();
		Migrator ahead = null;
		for (Migrator other : this.targets.keySet()) {
			Version applied = plan(other).highestApplied();
			if (highest != null && applied != null && applied.compareTo(highest) > 0) {
				highest = applied;
				ahead = other;
			}
		}
		return ahead;
	}

	/**
	 * Another instance may have applied the one after this database was read, and the
	 * higher one before that other database was. It applies the lower one first.
	 */
	private boolean isStillDue(Due due) throws Unplanned {
		return outstanding(due.migrator(), target(due.migrator())).steps()
			.stream()
			.anyMatch((step) -> step.migration().key().equals(due.migration().key())
					&& step.state() == MigrationState.PENDING);
	}

	private static boolean rejects(Migrator migrator) {
		return migrator.outOfOrder() == OutOfOrderPolicy.REJECT;
	}

	private List<Due> due() {
		List<Due> all = new ArrayList<>();
		this.plans.forEach((migrator, plan) -> plan.steps().forEach((step) -> all.add(new Due(migrator, step))));
		all.sort(Comparator
			.comparing((Due due) -> due.migration().version(), Comparator.nullsLast(Comparator.naturalOrder()))
			.thenComparing((due) -> due.migrator().name())
			.thenComparing((due) -> due.migration().description()));
		return all;
	}

	private void plan(Migrator migrator, Target target) throws Unplanned {
		this.plans.put(migrator, outstanding(migrator, target));
	}

	private static OutstandingMigrations outstanding(Migrator migrator, Target target) throws Unplanned {
		try {
			return migrator.outstanding(target);
		}
		catch (RuntimeException ex) {
			throw new Unplanned(migrator, ex);
		}
	}

	private OutstandingMigrations plan(Migrator migrator) {
		return Objects.requireNonNull(this.plans.get(migrator));
	}

	/**
	 * How far the run goes in a database.
	 */
	Target target(Migrator migrator) {
		return Objects.requireNonNull(this.targets.get(migrator));
	}

	/**
	 * Migration that is due.
	 */
	private record Due(Migrator migrator, Step step) {

		ResolvedMigration migration() {
			return this.step.migration();
		}

	}

	/**
	 * Migrations of one database that follow each other.
	 *
	 * @param target how far the whole run goes
	 * @param last the version of the last one; null if it is repeatable
	 */
	record Leg(Migrator migrator, Target target, @Nullable Version last) {
	}

	/**
	 * A database could not be planned.
	 */
	static final class Unplanned extends Exception {

		private final transient Migrator migrator;

		private final transient RuntimeException failure;

		Unplanned(Migrator migrator, RuntimeException failure) {
			super(failure);
			this.migrator = migrator;
			this.failure = failure;
		}

		Migrator migrator() {
			return this.migrator;
		}

		RuntimeException failure() {
			return this.failure;
		}

	}

}
