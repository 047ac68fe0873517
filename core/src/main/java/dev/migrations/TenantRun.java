package dev.migrations;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.sql.DataSource;

import dev.migrations.model.MigrationException;
import dev.migrations.model.StartMode;
import dev.migrations.model.TenantFailurePolicy;
import dev.migrations.session.HikariPools;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One run through all tenants, which does the same with each.
 */
final class TenantRun {

	private static final Log logger = LogFactory.getLog(TenantMigrators.class);

	private final Collection<Migrator> migrators;

	private final int parallelism;

	private final TenantFailurePolicy onFailure;

	private final MigratorGroup.Action action;

	TenantRun(Collection<Migrator> migrators, int parallelism, TenantFailurePolicy onFailure,
			MigratorGroup.Action action) {
		this.migrators = migrators;
		this.parallelism = parallelism;
		this.onFailure = onFailure;
		this.action = action;
	}

	/**
	 * Runs.
	 * @return what became of each tenant, in the order of ids
	 */
	List<DatabaseOutcome> outcomes() {
		List<GroupUnit> units = new ArrayList<>();
		this.migrators.forEach((migrator) -> units.add(new GroupUnit(List.of(migrator), Set.of(), Set.of())));
		return new GroupRun(units, atATime(), this.onFailure == TenantFailurePolicy.STOP,
				(unit) -> List.of(outcome(unit.members().get(0))))
			.run();
	}

	/**
	 * How many may be at work at the same time: no more than a pool has connections that
	 * several of them share. Whoever waits for one longer than the pool waits would fail.
	 */
	private int atATime() {
		int most = this.parallelism;
		Set<DataSource> once = new HashSet<>();
		for (Migrator migrator : this.migrators) {
			if (!once.add(migrator.dataSource())) {
				try {
					most = Math.min(most, HikariPools.size(migrator.dataSource(), most));
				}
				catch (SQLException ex) {
					// It is no such pool, or says so when it is asked for a connection.
				}
			}
		}
		return most;
	}

	private DatabaseOutcome outcome(Migrator migrator) {
		try {
			return DatabaseOutcome.done(migrator.name(), this.action.on(migrator));
		}
		catch (RuntimeException ex) {
			GroupFailure.logUnexpected("tenant", migrator.name(), ex);
			return DatabaseOutcome.failed(migrator.name(), ex);
		}
	}

	/**
	 * Reports what became of the tenants, and logs it.
	 * @param outcomes what became of each
	 * @param mode what was done
	 * @param duration how long the run took
	 */
	static TenantReport report(List<DatabaseOutcome> outcomes, StartMode mode, Duration duration) {
		int applied = 0;
		Map<String, RuntimeException> failures = new TreeMap<>();
		for (DatabaseOutcome outcome : outcomes) {
			applied += (outcome.report() != null) ? outcome.report().applied().size() : 0;
			if (outcome.failure() != null) {
				failures.put(outcome.database(), outcome.failure());
			}
		}
		TenantReport report = new TenantReport(outcomes.size(), applied, Collections.unmodifiableMap(failures),
				duration);
		logFailures(outcomes);
		if (logger.isInfoEnabled()) {
			logger.info(summary(report, mode));
		}
		return report;
	}

	/**
	 * Logs which tenants the others do without.
	 * @param outcomes what became of each
	 */
	static void logFailures(List<DatabaseOutcome> outcomes) {
		for (DatabaseOutcome outcome : outcomes) {
			if (outcome.failure() != null) {
				logger.error("The tenant '" + outcome.database() + "' failed; the others do without it. "
						+ words(outcome.failure()));
			}
		}
	}

	private static String words(RuntimeException failure) {
		return (failure instanceof MigrationException known) ? String.valueOf(known.getMessage())
				: "Unexpected: " + failure.getClass().getName();
	}

	private static String summary(TenantReport report, StartMode mode) {
		int all = report.tenants();
		int done = all - report.failures().size();
		String tenants = ((done < all) ? done + " of " : "") + all + ((all == 1) ? " tenant" : " tenants");
		return switch (mode) {
			case MIGRATE -> "Migrated " + tenants + ": " + report.applied()
					+ ((report.applied() == 1) ? " migration" : " migrations") + " applied in "
					+ report.duration().toMillis() + " ms";
			case VALIDATE, WAIT -> "Nothing is due in " + tenants;
			case PLAN -> "Planned " + tenants + ", nothing is applied";
		};
	}

}
