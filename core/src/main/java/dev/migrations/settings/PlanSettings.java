package dev.migrations.settings;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.Target;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What is applied, and what is refused.
 *
 * @param target how far to migrate
 * @param outOfOrder what to do with a pending migration below an applied one
 * @param onMissing what to do with an applied migration whose file is gone
 * @param onChecksumMismatch what to do with an applied migration whose file was edited
 * @param verify how a start makes sure that applied scripts were not edited
 * @param baselineVersion version up to which an existing schema is taken to be built
 * @param baselineOnMigrate whether a schema that has objects but no history is baselined
 * by the first run
 * @param undo whether migrations may be taken back
 */
public record PlanSettings(Target target, OutOfOrderPolicy outOfOrder, MissingPolicy onMissing,
		ChecksumMismatchPolicy onChecksumMismatch, Verification verify, Version baselineVersion,
		boolean baselineOnMigrate, UndoPolicy undo) {

	static final PlanSettings DEFAULTS = new PlanSettings(Target.HEAD, OutOfOrderPolicy.REJECT, MissingPolicy.FAIL,
			ChecksumMismatchPolicy.FAIL, Verification.FAST, Version.of("1"), false, UndoPolicy.ALLOWED);

	PlanSettings with(Overrides overrides) {
		return new PlanSettings(MigratorSettings.either(overrides.target(), this.target),
				MigratorSettings.either(overrides.outOfOrder(), this.outOfOrder),
				MigratorSettings.either(overrides.onMissing(), this.onMissing),
				MigratorSettings.either(overrides.onChecksumMismatch(), this.onChecksumMismatch),
				MigratorSettings.either(overrides.verify(), this.verify),
				MigratorSettings.either(overrides.baselineVersion(), this.baselineVersion),
				MigratorSettings.either(overrides.baselineOnMigrate(), this.baselineOnMigrate),
				MigratorSettings.either(overrides.undo(), this.undo));
	}

	PlanSettings to(Target target) {
		return new PlanSettings(target, this.outOfOrder, this.onMissing, this.onChecksumMismatch, this.verify,
				this.baselineVersion, this.baselineOnMigrate, this.undo);
	}

	/**
	 * What one database sets.
	 *
	 * @param target how far to migrate
	 * @param outOfOrder what to do with a pending migration below an applied one
	 * @param onMissing what to do with an applied migration whose file is gone
	 * @param onChecksumMismatch what to do with an applied migration whose file was
	 * edited
	 * @param verify how a start makes sure that applied scripts were not edited
	 * @param baselineVersion version up to which an existing schema is taken to be built
	 * @param baselineOnMigrate whether a schema that has objects but no history is
	 * baselined by the first run
	 * @param undo whether migrations may be taken back
	 */
	public record Overrides(@Nullable Target target, @Nullable OutOfOrderPolicy outOfOrder,
			@Nullable MissingPolicy onMissing, @Nullable ChecksumMismatchPolicy onChecksumMismatch,
			@Nullable Verification verify, @Nullable Version baselineVersion, @Nullable Boolean baselineOnMigrate,
			@Nullable UndoPolicy undo) {
	}

}
