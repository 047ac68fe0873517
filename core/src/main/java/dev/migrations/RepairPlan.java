package dev.migrations;

import java.util.List;

import dev.migrations.model.RepairAction;

/**
 * What a repair would change, and why. Nothing else is touched.
 *
 * @param actions the changes; empty if there is nothing to repair
 */
public record RepairPlan(List<RepairAction> actions) {

	/**
	 * Copies the list.
	 * @param actions the changes
	 */
	public RepairPlan {
		actions = List.copyOf(actions);
	}

}
