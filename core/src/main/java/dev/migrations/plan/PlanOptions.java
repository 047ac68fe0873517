package dev.migrations.plan;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.Target;
import dev.migrations.model.UndoPolicy;

/**
 * What a plan depends on besides files and history.
 *
 * @param target how far to migrate
 * @param outOfOrder what to do with a pending migration below an applied one
 * @param onMissing what to do with an applied migration whose file is gone
 * @param onChecksumMismatch what to do with an applied migration whose file was edited
 * @param undo whether migrations may be taken back
 */
public record PlanOptions(Target target, OutOfOrderPolicy outOfOrder, MissingPolicy onMissing,
		ChecksumMismatchPolicy onChecksumMismatch, UndoPolicy undo) {

	/**
	 * The same with another target.
	 * @param other the target
	 * @return the options
	 */
	PlanOptions with(Target other) {
		return new PlanOptions(other, this.outOfOrder, this.onMissing, this.onChecksumMismatch, this.undo);
	}

}
