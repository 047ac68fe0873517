package dev.migrations;

import java.util.ArrayList;
import java.util.List;

/**
 * The scripts that a listener was told to have been applied, in that order.
 */
final class AppliedScripts implements MigrationListener {

	private final List<String> names = new ArrayList<>();

	@Override
	public void migrationApplied(MigrationEvent.MigrationApplied event) {
		this.names.add(event.migration().script());
	}

	List<String> names() {
		return this.names;
	}

}
