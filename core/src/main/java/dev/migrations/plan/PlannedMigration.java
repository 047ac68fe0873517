package dev.migrations.plan;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * One migration with what was found about it.
 *
 * @param resolved what its file gives; null if there is none
 * @param applied what its row records; null if there is none
 * @param state its state
 * @param checksumStatus what comparing the checksums gives
 */
public record PlannedMigration(@Nullable ResolvedMigration resolved, @Nullable AppliedMigration applied,
		MigrationState state, ChecksumStatus checksumStatus) {

	/**
	 * Its identity.
	 * @return the key
	 */
	public MigrationKey key() {
		if (this.resolved != null) {
			return this.resolved.key();
		}
		if (this.applied != null) {
			return this.applied.key();
		}
		throw new IllegalStateException("A migration has a file, a row or both");
	}

	/**
	 * Its version.
	 * @return the version; null for a repeatable migration
	 */
	public @Nullable Version version() {
		return (this.resolved != null) ? this.resolved.version()
				: (this.applied != null) ? this.applied.version() : null;
	}

	/**
	 * Its description.
	 * @return the description
	 */
	public String description() {
		return (this.resolved != null) ? this.resolved.description()
				: (this.applied != null) ? this.applied.description() : "";
	}

	/**
	 * Whether its file is not an edited one, but another script than the one that was
	 * applied as this version.
	 * @return whether neither text nor name is that of what was applied
	 */
	public boolean isOfAnotherScript() {
		return this.resolved != null && this.applied != null && this.checksumStatus == ChecksumStatus.MISMATCH
				&& this.resolved.type() == MigrationType.VERSIONED && !this.applied.script().isEmpty()
				&& !this.resolved.script().equals(this.applied.script())
				&& !this.resolved.description().equals(this.applied.description());
	}

	/**
	 * Whether it had no statements when it was applied and was written since, so that
	 * nothing of it is in force.
	 * @return whether it can be forgotten and applied
	 */
	public boolean isWrittenSince() {
		return this.applied != null && this.applied.state() == HistoryState.APPLIED
				&& this.checksumStatus == ChecksumStatus.MISMATCH
				&& Checksum.NO_STATEMENTS.equals(this.applied.statementChecksum());
	}

	/**
	 * On which condition it is applied once its row is forgotten.
	 * @param current the highest version applied; null if there is none
	 * @return the words, to follow that it is applied; empty if there is none
	 */
	String condition(@Nullable Version current) {
		Version version = version();
		return (version != null && current != null && version.compareTo(current) < 0)
				? " if migrations.out-of-order=allow is set, because it is below version " + current : "";
	}

	/**
	 * How messages name it.
	 * @return the script's name, or the version where there is none
	 */
	public String displayName() {
		if (this.resolved != null) {
			return this.resolved.script();
		}
		if (this.applied != null && !this.applied.script().isEmpty()) {
			return this.applied.script();
		}
		return key().name();
	}

}
