package dev.migrations.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.migrations.GroupPlan;
import dev.migrations.MigrationPlan;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.DueQuestion;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.MigrationException;
import dev.migrations.model.StartMode;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is due at start-up and asks whether to apply it.
 */
final class MigrationConfirmation {

	private final ConfirmPolicy policy;

	private final Supplier<Terminal> terminals;

	/**
	 * Creates a confirmation.
	 * @param policy when to ask
	 * @param terminals finds the terminal, when there is something to ask
	 */
	MigrationConfirmation(ConfirmPolicy policy, Supplier<Terminal> terminals) {
		this.policy = policy;
		this.terminals = terminals;
	}

	/**
	 * Asks, if anything is due in the databases and tenants that a start migrates, also
	 * if a part of it cannot be applied: what comes before that part may be. Where
	 * nothing is due the run says what is wrong.
	 * @param migrators the migrators that are about to run
	 * @param group those of them that are migrated together; null if none are
	 * @param tenants the migrators of the tenants; null if there are none
	 * @throws MigrationException if nothing may be applied
	 */
	void ask(List<Migrator> migrators, @Nullable MigratorGroup group, @Nullable TenantMigrators tenants) {
		if (this.policy == ConfirmPolicy.NEVER) {
			return;
		}
		Terminal terminal = this.terminals.get();
		if (!terminal.features().interactive() && this.policy == ConfirmPolicy.AUTO) {
			return;
		}
		boolean ofTenants = tenants != null && tenants.mode() == StartMode.MIGRATE;
		DueQuestion question = new DueQuestion(plans(migrators, group), ofTenants ? tenants : null);
		if (question.isEmpty()) {
			return;
		}
		if (!terminal.features().interactive()) {
			throw new NotConfirmedException(
					"Migrations are due, and migrations.confirm=always wants somebody to agree to them, but there is "
							+ "no terminal to ask on. Nothing was changed.",
					"Apply them with the command 'migrations migrate --yes', start on a terminal, or set "
							+ "migrations.confirm=auto.");
		}
		question.show(terminal);
		if (!terminal.confirm(question.words())) {
			throw new NotConfirmedException(
					"Migrations are due, and the answer to whether to apply them was no. Nothing was changed, and the "
							+ "application does not start.",
					"Start again and agree, or set migrations.enabled=false to start without them.");
		}
	}

	private static Map<String, MigrationPlan> plans(List<Migrator> migrators, @Nullable MigratorGroup group) {
		Map<String, MigrationPlan> plans = new LinkedHashMap<>();
		List<Migrator> due = migrators.stream().filter((migrator) -> migrator.mode() == StartMode.MIGRATE).toList();
		GroupPlan together = (group != null) ? group.only(due.stream().map(Migrator::name).toList()).plan(null) : null;
		for (Migrator migrator : due) {
			plans.put(migrator.name(), (together != null) ? together.of(migrator.name()) : migrator.plan());
		}
		return plans;
	}

	private static final class NotConfirmedException extends MigrationException {

		NotConfirmedException(String description, String action) {
			super(description, action, null);
		}

	}

}
