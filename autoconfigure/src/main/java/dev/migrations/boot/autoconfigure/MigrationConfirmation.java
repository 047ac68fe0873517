package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import dev.migrations.MigrationPlan;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.PlanView;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.MigrationException;

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
	 * Asks, if anything is due, also if a part of it cannot be applied: what comes before
	 * that part may be. Where nothing is due the run says what is wrong.
	 * @param migrators the migrators that are about to run
	 * @throws MigrationException if nothing may be applied
	 */
	void ask(List<Migrator> migrators) {
		if (this.policy == ConfirmPolicy.NEVER) {
			return;
		}
		Terminal terminal = this.terminals.get();
		if (!terminal.features().interactive() && this.policy == ConfirmPolicy.AUTO) {
			return;
		}
		List<MigrationPlan> plans = migrators.stream().map(Migrator::plan).toList();
		int due = plans.stream().mapToInt((plan) -> plan.steps().size()).sum();
		if (due == 0) {
			return;
		}
		if (!terminal.features().interactive()) {
			throw new NotConfirmedException(
					"Migrations are due, and migrations.confirm=always wants somebody to agree to them, but there is "
							+ "no terminal to ask on. Nothing was changed.",
					"Apply them with the command 'migrations migrate --yes', start on a terminal, or set "
							+ "migrations.confirm=auto.");
		}
		plans.stream().filter((plan) -> !plan.steps().isEmpty()).forEach((plan) -> new PlanView(plan).print(terminal));
		if (!terminal.confirm((due == 1) ? "Apply it?" : "Apply these " + due + "?")) {
			throw new NotConfirmedException(
					"Migrations are due, and the answer to whether to apply them was no. Nothing was changed, and the "
							+ "application does not start.",
					"Start again and agree, or set migrations.enabled=false to start without them.");
		}
	}

	private static final class NotConfirmedException extends MigrationException {

		NotConfirmedException(String description, String action) {
			super(description, action, null);
		}

	}

}
