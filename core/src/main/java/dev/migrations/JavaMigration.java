package dev.migrations;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Migration that is written in Java, for what SQL cannot do. In plan, status and history
 * it is one like any other, with the name of its class in the place of a file.
 * <p>
 * Version and description are taken from the name of the class, such as
 * {@code V8__AddEnvironmentId} or {@code R__Totals}, unless the methods are overridden.
 * <p>
 * The engine knows nothing of what it does. Where the database rolls DDL back, all of it
 * is; elsewhere a crash in the middle of it has to be settled by hand.
 */
public interface JavaMigration {

	/**
	 * Its version.
	 * @return the version; null for a repeatable migration
	 */
	default @Nullable Version version() {
		return JavaMigrations.nameOf(this).version();
	}

	/**
	 * Its description, which is the name of a repeatable migration.
	 * @return the description
	 */
	default String description() {
		return JavaMigrations.nameOf(this).description();
	}

	/**
	 * Text that changes whenever the migration does, such as a number that is counted up.
	 * A repeatable migration is applied again when it changes; a versioned one that has
	 * been applied is reported as edited.
	 * @return the text; null to have none compared
	 */
	default @Nullable String checksum() {
		return null;
	}

	/**
	 * The database that it is for, where an application has several.
	 * @return the name of the database; null for each
	 */
	default @Nullable String database() {
		return null;
	}

	/**
	 * Applies the migration.
	 * @param context what it works with
	 * @throws Exception if it fails, which rolls back what can be
	 */
	void up(JavaMigrationContext context) throws Exception;

	/**
	 * How messages name it.
	 * @return the name of the class
	 */
	default String script() {
		return ClassUtils.getUserClass(this).getName();
	}

	/**
	 * Migration that can be taken back.
	 */
	interface Undoable extends JavaMigration {

		/**
		 * Takes the migration back.
		 * @param context what it works with
		 * @throws Exception if it fails, which rolls back what can be
		 */
		void down(JavaMigrationContext context) throws Exception;

	}

}
