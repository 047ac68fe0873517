package dev.migrations.reliability.compare;

import java.util.List;

import dev.migrations.MigrationListener;
import dev.migrations.MigrationReport;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.Target;

/**
 * Runs that apply what is due.
 *
 * @param bed where
 * @param done what is reported as applied goes in here
 */
record Applying(Bed bed, List<String> done) {

	/**
	 * What is reported if a run had to be repeated.
	 */
	static final String REPEATED = "a run was repeated";

	void to(Target target) {
		to(target, new MigrationListener[0]);
	}

	/**
	 * Applies it while tables are in use. A script of which a part is committed is not
	 * tried again by itself.
	 */
	void beside(Holder holder, Target target) {
		try {
			to(target, holder);
		}
		catch (MigrationFailedException ex) {
			if (!String.valueOf(ex.getMessage()).contains("did not get its lock")) {
				throw ex;
			}
			holder.close();
			this.done.add(REPEATED);
			to(target);
		}
	}

	private void to(Target target, MigrationListener... listeners) {
		MigrationReport report = this.bed.migrator(listeners).migrate(target);
		for (MigrationReport.Applied each : report.applied()) {
			this.done.add(each.script() + ", " + each.statements() + " statements"
					+ (each.skipped().isEmpty() ? "" : ", without " + each.skipped()));
		}
	}

}
