package dev.migrations;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import dev.migrations.model.StartMode;
import dev.migrations.model.TenantFailurePolicy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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

	private volatile Set<String> failed = Set.of();

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
			requireApart(tenant);
			if (migrators.put(tenant.id(), this.template.forTenant(tenant, this.locations, this.known)) != null) {
				throw new InvalidSettingsException("There are two tenants with the id '" + tenant.id() + "'.",
						"Give every tenant an id of its own.");
			}
		}
		return Collections.unmodifiableMap(migrators);
	}

	/**
	 * A tenant that has the schema of the application would have its history as well.
	 */
	private void requireApart(Tenant tenant) {
		boolean isInDatabase = tenant.dataSource() == null || tenant.dataSource() == this.template.dataSource();
		if (isInDatabase && (tenant.schema() == null || this.template.isIn(tenant.schema()))) {
			throw new InvalidSettingsException(
					"The tenant '" + tenant.id()
							+ "' has neither a schema nor a database of its own: its migrations would "
							+ "be applied to the schema of the application, and be recorded in its history.",
					"Let the MigrationTenants bean supply it with Tenant.ofSchema(…) or Tenant.ofDataSource(…).");
		}
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
	 * @throws DatabasesFailedException if a tenant fails and that is to stop the run, or
	 * the mode is {@link StartMode#VALIDATE} or {@link StartMode#WAIT} and a tenant is
	 * not current
	 */
	public TenantReport start() {
		return run(mode());
	}

	/**
	 * Applies what is pending to every tenant.
	 * @return what was done; with the failures, unless one stopped the run
	 * @throws DatabasesFailedException if a tenant fails and that is to stop the run
	 */
	public TenantReport migrate() {
		return run(StartMode.MIGRATE);
	}

	/**
	 * Does what {@link #migrate()} does, and reports failures instead of throwing or
	 * logging them, except that unexpected ones are logged with their stack.
	 * @return what became of each tenant, in the order of ids
	 */
	public List<DatabaseOutcome> attempt() {
		return outcomes(StartMode.MIGRATE);
	}

	/**
	 * Tenants that failed in the last run over all of them, and are not current since.
	 * Each of those is asked, and no other.
	 * @return their ids
	 */
	public Set<String> failing() {
		Set<String> failing = new TreeSet<>(this.failed);
		if (!failing.isEmpty()) {
			Map<String, Migrator> all = migrators();
			failing.retainAll(all.keySet());
			failing.removeIf((id) -> isCurrent(Objects.requireNonNull(all.get(id))));
		}
		return failing;
	}

	private static boolean isCurrent(Migrator tenant) {
		try {
			tenant.requireCurrent();
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Does something else than what the mode says with every tenant, with the same
	 * handling of failures. Where the tenants are not known and migrations of the
	 * application's own database are due, which may be why, nothing is done.
	 * @param action what to do
	 * @throws DatabasesFailedException if it fails for a tenant and that is to stop the
	 * run, or the mode is {@link StartMode#VALIDATE} or {@link StartMode#WAIT}
	 */
	public void forEach(Consumer<Migrator> action) {
		Collection<Migrator> migrators;
		try {
			migrators = migrators().values();
		}
		catch (InvalidSettingsException ex) {
			if (ex.getCause() == null || this.template.counts().pending() == 0) {
				throw ex;
			}
			logger.warn("Nothing is done with the tenants, which are not known while migrations of the database '"
					+ database() + "' are due");
			return;
		}
		List<DatabaseOutcome> outcomes = outcomes(migrators, (migrator) -> {
			action.accept(migrator);
			return null;
		});
		throwIfStopped(outcomes, mode());
		TenantRun.logFailures(outcomes);
	}

	private List<DatabaseOutcome> outcomes(StartMode mode) {
		long begin = System.nanoTime();
		return outcomes(migrators().values(), (migrator) -> {
			if (mode == StartMode.MIGRATE) {
				return migrator.migrate();
			}
			migrator.start(begin);
			return null;
		});
	}

	private List<DatabaseOutcome> outcomes(Collection<Migrator> migrators, MigratorGroup.Action action) {
		List<DatabaseOutcome> outcomes = new TenantRun(migrators, this.parallelism, this.onFailure, action).outcomes();
		this.failed = outcomes.stream()
			.filter((outcome) -> outcome.failure() != null)
			.map(DatabaseOutcome::database)
			.collect(Collectors.toUnmodifiableSet());
		return outcomes;
	}

	private TenantReport run(StartMode mode) {
		long begin = System.nanoTime();
		List<DatabaseOutcome> outcomes = outcomes(mode);
		throwIfStopped(outcomes, mode);
		return TenantRun.report(outcomes, mode, Duration.ofNanos(System.nanoTime() - begin));
	}

	private void throwIfStopped(List<DatabaseOutcome> outcomes, StartMode mode) {
		if (this.onFailure == TenantFailurePolicy.STOP || mode == StartMode.VALIDATE || mode == StartMode.WAIT) {
			GroupFailure.throwIfAny("tenants", outcomes);
		}
	}

}
