package dev.migrations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the databases of a sequence.
 * <ol>
 * <li>Every database is planned and checked, in the order of names. A problem in one of
 * them stops all before anything is applied.</li>
 * <li>What is due is put into the order of versions; neighbours of one database form a
 * leg.</li>
 * <li>Leg by leg, a database migrates up to the leg's last version, under its own lock.
 * No lock is held while another is waited for, so that instances cannot block each other;
 * and the order holds for several of them, because each leg begins only when the lock of
 * the one before was got and everything in it found applied.</li>
 * </ol>
 */
final class SequenceRun {

	private final List<Migrator> members;

	private final @Nullable Target target;

	private final Map<Migrator, MigrationReport> reports = new LinkedHashMap<>();

	/**
	 * Creates a run.
	 * @param members the migrators of the databases
	 * @param target how far to migrate each; null for what its settings say
	 */
	SequenceRun(List<Migrator> members, @Nullable Target target) {
		this.members = members;
		this.target = target;
	}

	/**
	 * Runs.
	 * @return what became of each database
	 */
	List<DatabaseOutcome> run() {
		List<Leg> legs;
		try {
			legs = legs();
		}
		catch (Unplanned ex) {
			return outcomes(ex.migrator, ex.failure, false);
		}
		for (Leg leg : legs) {
			try {
				this.reports.merge(leg.migrator(), leg.migrator().migrateLeg(this.target, leg.last()),
						SequenceRun::joined);
			}
			catch (RuntimeException ex) {
				return outcomes(leg.migrator(), ex, true);
			}
		}
		return this.members.stream().map(this::finished).toList();
	}

	private DatabaseOutcome finished(Migrator migrator) {
		MigrationReport report = this.reports.get(migrator);
		if (report == null) {
			throw new IllegalStateException("Every database was planned");
		}
		migrator.log(report);
		try {
			if (!report.applied().isEmpty()) {
				migrator.requireTables();
			}
			return DatabaseOutcome.done(migrator.name(), report);
		}
		catch (RuntimeException ex) {
			return DatabaseOutcome.failed(migrator.name(), ex);
		}
	}

	/**
	 * What is due: by version, then what is repeatable, database by database.
	 */
	private List<Leg> legs() throws Unplanned {
		List<Due> all = new ArrayList<>();
		List<Leg> legs = new ArrayList<>();
		for (Migrator migrator : this.members) {
			steps(migrator).forEach((step) -> all.add(new Due(migrator, step.migration())));
		}
		all.sort(Comparator
			.comparing((Due due) -> due.migration().version(), Comparator.nullsLast(Comparator.naturalOrder()))
			.thenComparing((due) -> due.migrator().name())
			.thenComparing((due) -> due.migration().description()));
		for (Due due : all) {
			Leg last = legs.isEmpty() ? null : legs.get(legs.size() - 1);
			if (last != null && last.migrator() == due.migrator()) {
				legs.remove(legs.size() - 1);
			}
			legs.add(new Leg(due.migrator(), due.migration().version()));
		}
		return legs;
	}

	private List<Step> steps(Migrator migrator) throws Unplanned {
		try {
			Migrator.Outstanding due = migrator.outstanding(this.target);
			this.reports.put(migrator, due.report());
			return due.steps();
		}
		catch (RuntimeException ex) {
			throw new Unplanned(migrator, ex);
		}
	}

	private List<DatabaseOutcome> outcomes(Migrator failed, RuntimeException failure, boolean begun) {
		return this.members.stream().map((migrator) -> {
			if (migrator == failed) {
				return DatabaseOutcome.failed(migrator.name(), failure);
			}
			return DatabaseOutcome.stopped(migrator.name(), begun, this.reports.get(migrator));
		}).toList();
	}

	private static MigrationReport joined(MigrationReport first, MigrationReport second) {
		List<MigrationReport.Applied> applied = new ArrayList<>(first.applied());
		applied.addAll(second.applied());
		Duration duration = first.duration().plus(second.duration());
		return new MigrationReport(second.vendor(), first.initial(), second.current(), second.head(),
				second.isUpToDate(), List.copyOf(applied), SlowestStatements.of(first.slowest(), second.slowest()),
				second.warnings(), duration);
	}

	/**
	 * Migration that is due.
	 */
	private record Due(Migrator migrator, ResolvedMigration migration) {
	}

	/**
	 * Migrations of one database that follow each other.
	 *
	 * @param last the version of the last one; null if it is repeatable
	 */
	private record Leg(Migrator migrator, @Nullable Version last) {
	}

	/**
	 * A database could not be planned.
	 */
	private static final class Unplanned extends Exception {

		private final transient Migrator migrator;

		private final transient RuntimeException failure;

		Unplanned(Migrator migrator, RuntimeException failure) {
			super(failure);
			this.migrator = migrator;
			this.failure = failure;
		}

	}

}
