package dev.migrations.boot.components;

import dev.migrations.JavaMigration;
import dev.migrations.JavaMigrationContext;

import org.springframework.stereotype.Component;

/**
 * Migration between two scripts, of which the second needs it.
 */
@Component
class V2__AddBirth implements JavaMigration {

	@Override
	public void up(JavaMigrationContext context) {
		context.jdbc().sql("ALTER TABLE person ADD COLUMN born INT").update();
	}

}
