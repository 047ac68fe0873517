package dev.migrations.boot.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.MigrationCounts;
import dev.migrations.MigrationPlan;
import dev.migrations.Migrator;
import dev.migrations.TenantMigrators;
import dev.migrations.model.MigrationException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Question whether to apply what is due: to databases, and to the tenants of one of them.
 * Where nothing is due there is nothing to agree to: the attempt says what is wrong.
 */
public final class DueQuestion {

	private final int databases;

	private final Map<String, MigrationPlan> plans = new LinkedHashMap<>();

	private final int due;

	private final @Nullable String tenants;

	/**
	 * Looks what is due.
	 * @param plans the plans by the names of their databases
	 * @param tenants the migrators of the tenants; null if there are none to migrate
	 */
	public DueQuestion(Map<String, MigrationPlan> plans, @Nullable TenantMigrators tenants) {
		this.databases = plans.size();
		int steps = 0;
		for (Map.Entry<String, MigrationPlan> database : plans.entrySet()) {
			if (!database.getValue().steps().isEmpty()) {
				this.plans.put(database.getKey(), database.getValue());
				steps += database.getValue().steps().size();
			}
		}
		this.due = steps;
		this.tenants = (tenants != null) ? due(tenants, steps > 0) : null;
	}

	/**
	 * Says of how many tenants something is due; null if it is of none.
	 */
	private static @Nullable String due(TenantMigrators tenants, boolean databaseIsDue) {
		Map<String, Migrator> all;
		try {
			all = tenants.migrators();
		}
		catch (RuntimeException ex) {
			// The attempt says why, if it is not for what is due.
			return databaseIsDue ? "The tenants of " + tenants.database() + " are asked for after that." : null;
		}
		long due = all.values().stream().filter(DueQuestion::isDue).count();
		return (due > 0) ? "Something is due in " + due + " of " + all.size()
				+ ((all.size() == 1) ? " tenant" : " tenants") + " of " + tenants.database() + "." : null;
	}

	private static boolean isDue(Migrator tenant) {
		try {
			MigrationCounts counts = tenant.counts();
			return counts.pending() + counts.running() + counts.failed() > 0;
		}
		catch (MigrationException | DataAccessException ex) {
			// The attempt says what is wrong with it.
			return true;
		}
	}

	/**
	 * Whether there is nothing to ask.
	 * @return that nothing is due
	 */
	public boolean isEmpty() {
		return this.due == 0 && this.tenants == null;
	}

	/**
	 * Shows what is due.
	 * @param terminal where
	 */
	public void show(Terminal terminal) {
		this.plans.forEach((name, plan) -> {
			if (this.databases > 1) {
				terminal.line(terminal.styled(Style.BOLD, "[" + name + "]"));
			}
			new PlanView(plan).print(terminal);
		});
		if (this.tenants != null) {
			terminal.line(this.tenants);
		}
	}

	/**
	 * The question.
	 * @return its words
	 */
	public String words() {
		if (this.due == 0) {
			return "Migrate the tenants?";
		}
		return ((this.due == 1) ? "Apply it" : "Apply these " + this.due)
				+ ((this.tenants != null) ? ", and migrate the tenants?" : "?");
	}

}
