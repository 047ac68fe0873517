package dev.migrations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.StartMode;
import dev.migrations.model.TenantFailurePolicy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Migrators of the tenants that there are when they are asked for, each with a history
 * and a lock of its own.
 */
public final class TenantMigrators {

	private static final Log logger = LogFactory.getLog(TenantMigrators.class);

	private final Migrator template;

	private final MigrationTenants tenants;

	private final List<String> locations;

	private final int parallelism;

	private final TenantFailurePolicy onFailure;

	private final KnownScripts known = new KnownScripts();

	/**
	 * Creates the migrators of tenants.
	 * @param template the migrator whose settings they have, except for locations,
	 * required tables and what each tenant gives
	 * @param tenants supplies the tenants
	 * @param locations where their migrations are
	 * @param parallelism how many are migrated at the same time, at most
	 * @param onFailure whether the failure of one keeps others from beginning
	 */
	public TenantMigrators(Migrator template, MigrationTenants tenants, List<String> locations, int parallelism,
			TenantFailurePolicy onFailure) {
		if (parallelism < 1) {
			throw new InvalidSettingsException("migrations.tenants.parallelism is " + parallelism + ".",
					"Set it to 1 or more: it is the number of tenants that are migrated at the same time.");
		}
		this.template = template;
		this.tenants = tenants;
		this.locations = List.copyOf(locations);
		this.parallelism = parallelism;
		this.onFailure = onFailure;
	}

	/**
	 * Name of the database whose settings the tenants have.
	 * @return the name
	 */
	public String database() {
		return this.template.name();
	}

	/**
	 * What a start does with the tenants.
	 * @return the mode
	 */
	public StartMode mode() {
		return this.template.mode();
	}

	/**
	 * The migrators of the tenants that there are now.
	 * @return the migrators by the tenants' ids, in the order of ids
	 */
	public Map<String, Migrator> migrators() {
		Map<String, Migrator> migrators = new TreeMap<>();
		for (Tenant tenant : tenants()) {
			if (migrators.put(tenant.id(), this.template.forTenant(tenant, this.locations, this.known)) != null) {
				throw new InvalidSettingsException("There are two tenants with the id '" + tenant.id() + "'.",
						"Give every tenant an id of its own.");
			}
		}
		return Collections.unmodifiableMap(migrators);
	}

	private Collection<Tenant> tenants() {
		try {
			return Objects.requireNonNull(this.tenants.tenants());
		}
		catch (MigrationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Its message may hold a URL.
			throw new InvalidSettingsException(
					"The tenants are not known: the MigrationTenants bean failed with " + ex.getClass().getName() + ".",
					"Look at its cause: the bean is asked after the application's own database was migrated, and each "
							+ "time that the tenants are shown or migrated.",
					ex);
		}
	}

	/**
	 * Does with every tenant what the mode of the settings says, which most often is to
	 * migrate it.
	 * @return what was done; with the failures, unless one stopped the run
	 * @throws DatabasesFailedException if a tenant fails and that is to stop the run
	 */
	public TenantReport start() {
		return run(this.template.mode() == StartMode.MIGRATE);
	}

	/**
	 * Applies what is pending to every tenant.
	 * @return what was done; with the failures, unless one stopped the run
	 * @throws DatabasesFailedException if a tenant fails and that is to stop the run
	 */
	public TenantReport migrate() {
		return run(true);
	}

	/**
	 * Does what {@link #migrate()} does, and reports failures instead of throwing or
	 * logging them, except that unexpected ones are logged with their stack.
	 * @return what became of each tenant, in the order of ids
	 */
	public List<DatabaseOutcome> attempt() {
		return outcomes(true);
	}

	private List<DatabaseOutcome> outcomes(boolean migrate) {
		long begin = System.nanoTime();
		List<GroupUnit> units = new ArrayList<>();
		migrators().values().forEach((migrator) -> units.add(new GroupUnit(List.of(migrator), Set.of(), Set.of())));
		return new GroupRun(units, this.parallelism, this.onFailure == TenantFailurePolicy.STOP,
				(unit) -> List.of(outcome(unit.members().get(0), migrate, begin)))
			.run();
	}

	private TenantReport run(boolean migrate) {
		long begin = System.nanoTime();
		List<DatabaseOutcome> outcomes = outcomes(migrate);
		int applied = 0;
		Map<String, RuntimeException> failures = new TreeMap<>();
		for (DatabaseOutcome outcome : outcomes) {
			applied += (outcome.report() != null) ? outcome.report().applied().size() : 0;
			if (outcome.failure() != null) {
				failures.put(outcome.database(), outcome.failure());
			}
		}
		if (this.onFailure == TenantFailurePolicy.STOP) {
			GroupFailure.throwIfAny(outcomes);
		}
		TenantReport report = new TenantReport(outcomes.size(), applied, Collections.unmodifiableMap(failures),
				Duration.ofNanos(System.nanoTime() - begin));
		log(report);
		return report;
	}

	private static DatabaseOutcome outcome(Migrator migrator, boolean migrate, long begin) {
		try {
			return DatabaseOutcome.done(migrator.name(), migrate ? migrator.migrate() : started(migrator, begin));
		}
		catch (RuntimeException ex) {
			GroupFailure.logUnexpected("tenant", migrator.name(), ex);
			return DatabaseOutcome.failed(migrator.name(), ex);
		}
	}

	private static @Nullable MigrationReport started(Migrator migrator, long begin) {
		migrator.start(begin);
		return null;
	}

	private static void log(TenantReport report) {
		report.failures()
			.forEach((tenant,
					failure) -> logger.error("The tenant '" + tenant + "' failed; the others do without it. "
							+ ((failure instanceof MigrationException known) ? known.getMessage()
									: "Unexpected: " + failure.getClass().getName())));
		if (logger.isInfoEnabled()) {
			logger.info("Migrated " + report.tenants() + " tenants: " + report.applied() + " migrations applied, "
					+ report.failures().size() + " tenants failed, in " + report.duration().toMillis() + " ms");
		}
	}

}
