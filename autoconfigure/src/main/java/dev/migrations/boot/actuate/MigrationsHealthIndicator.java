package dev.migrations.boot.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.migrations.MigrationCounts;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.autoconfigure.MigratorBeans;
import dev.migrations.model.MigrationException;
import dev.migrations.model.StartMode;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;

/**
 * Health of the schema. Down where a migration that this version of the code knows has
 * failed or was edited, also one of a tenant at start-up, and, where start-up does not
 * migrate, where one is pending. A database that is ahead of this version, or has
 * migrations that are missing here, stays up, so that a rolling deployment does not take
 * away the instances that are still to be replaced.
 */
final class MigrationsHealthIndicator implements HealthIndicator {

	private static final int MOST_TENANTS = 10;

	private final ApplicationContext context;

	private final Predicate<String> enabled;

	MigrationsHealthIndicator(ApplicationContext context, Predicate<String> enabled) {
		this.context = context;
		this.enabled = enabled;
	}

	@Override
	public Health health() {
		Health.Builder health = Health.up();
		MigratorBeans migrators = MigratorBeans.withParents(this.context);
		TenantMigrators tenants = this.context.getBeanProvider(TenantMigrators.class).getIfAvailable();
		for (String database : migrators.databases()) {
			try {
				MigrationCounts counts = migrators.get(database).counts();
				List<String> problems = problems(database, counts);
				if (tenants != null && tenants.database().equals(database)) {
					problems.addAll(problems(tenants.failing()));
				}
				if (!problems.isEmpty()) {
					health.down();
				}
				health.withDetail(database, details(counts, problems));
			}
			catch (MigrationException ex) {
				health.down().withDetail(database, Map.of("error", ex.getDescription()));
			}
			catch (RuntimeException ex) {
				// Its words may hold what nobody has looked through for secrets.
				health.down().withDetail(database, Map.of("error", ex.getClass().getName()));
			}
		}
		return health.build();
	}

	private List<String> problems(String database, MigrationCounts counts) {
		List<String> problems = new ArrayList<>();
		if (counts.failed() > 0) {
			problems.add("a migration has failed");
		}
		if (counts.mismatched() > 0 && !counts.isMismatchAllowed()) {
			problems.add("a migration was edited after it had been applied");
		}
		if (counts.pending() > 0 && !(this.enabled.test(database) && counts.mode() == StartMode.MIGRATE)) {
			problems.add("a migration is pending, and start-up does not apply it");
		}
		return problems;
	}

	/**
	 * What is wrong with tenants.
	 * @param failing those that failed
	 */
	private static List<String> problems(Set<String> failing) {
		if (failing.isEmpty()) {
			return List.of();
		}
		String named = String.join(", ", failing.stream().limit(MOST_TENANTS).toList());
		return List.of((failing.size() == 1) ? "the tenant " + named + " has failed"
				: failing.size() + " tenants have failed: " + named + ((failing.size() > MOST_TENANTS) ? ", …" : ""));
	}

	private static Map<String, Object> details(MigrationCounts counts, List<String> problems) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("vendor", counts.vendor());
		details.put("current", (counts.current() != null) ? counts.current().toString() : "none");
		details.put("head", (counts.head() != null) ? counts.head().toString() : "none");
		putUnlessZero(details, "pending", counts.pending());
		putUnlessZero(details, "running", counts.running());
		putUnlessZero(details, "failed", counts.failed());
		putUnlessZero(details, "mismatched", counts.mismatched());
		putUnlessZero(details, "missing", counts.missing());
		putUnlessZero(details, "ahead", counts.ahead());
		if (!problems.isEmpty()) {
			details.put("problems", problems);
		}
		return details;
	}

	private static void putUnlessZero(Map<String, Object> details, String name, int value) {
		if (value > 0) {
			details.put(name, value);
		}
	}

}
