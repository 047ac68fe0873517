package dev.migrations.samples.ctx;

import dev.migrations.MigrationStatus;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The tables are not there, or not all of them.
 */
class NotInitialisedException extends RuntimeException implements ExitCodeGenerator {

	NotInitialisedException(MigrationStatus status) {
		super("The database is at " + ((status.current() != null) ? "version " + status.current() : "no version")
				+ ", and this program needs version " + status.head() + ".");
	}

	@Override
	public int getExitCode() {
		return 2;
	}

}
