package dev.migrations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.Target;
import org.jspecify.annotations.Nullable;

/**
 * Migrates the databases of a sequence.
 * <ol>
 * <li>All of them are planned together. A problem in one of them stops all before
 * anything is applied.</li>
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

	private final Set<Migrator> begun = new HashSet<>();

	/**
	 * Creates a run.
	 * @param members the migrators of the databases
	 * @param target how far to migrate; null for what the settings of each say
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
		SequencePlan plan;
		try {
			plan = SequencePlan.of(this.members, this.target);
		}
		catch (SequencePlan.Unplanned ex) {
			ex.migrator().announce(ex.failure());
			return outcomes(ex.migrator(), ex.failure());
		}
		this.reports.putAll(plan.reports());
		for (SequencePlan.Leg leg : plan.legs()) {
			try {
				MigrationReport report = leg.migrator().migrateLeg(leg.target(), leg.last());
				this.reports.merge(leg.migrator(), report, SequenceRun::joined);
				this.begun.add(leg.migrator());
			}
			catch (RuntimeException ex) {
				return outcomes(leg.migrator(), ex);
			}
		}
		return this.members.stream().map(this::finished).toList();
	}

	private DatabaseOutcome finished(Migrator migrator) {
		MigrationReport report = this.reports.get(migrator);
		if (report == null) {
			throw new IllegalStateException("Every database was planned");
		}
		if (!this.begun.contains(migrator)) {
			migrator.announce(report);
		}
		migrator.log(report);
		try {
			if (!report.applied().isEmpty()) {
				migrator.requireTables();
			}
			return DatabaseOutcome.done(migrator.name(), report);
		}
		catch (RuntimeException ex) {
			GroupFailure.logUnexpected("database", migrator.name(), ex);
			return DatabaseOutcome.failed(migrator.name(), ex);
		}
	}

	private List<DatabaseOutcome> outcomes(Migrator failed, RuntimeException failure) {
		return this.members.stream().map((migrator) -> {
			if (migrator == failed) {
				GroupFailure.logUnexpected("database", migrator.name(), failure);
				return DatabaseOutcome.failed(migrator.name(), failure);
			}
			return DatabaseOutcome.stopped(migrator.name(), this.begun.contains(migrator), this.reports.get(migrator));
		}).toList();
	}

	private static MigrationReport joined(MigrationReport first, MigrationReport second) {
		List<MigrationReport.Applied> applied = new ArrayList<>(first.applied());
		applied.addAll(second.applied());
		Duration duration = first.duration().plus(second.duration());
		return new MigrationReport(second.vendor(), first.initial(), second.current(), second.head(),
				second.isUpToDate(), second.isAhead(), List.copyOf(applied),
				SlowestStatements.of(first.slowest(), second.slowest()), second.warnings(), duration);
	}

}
