package dev.migrations.boot.components;

import dev.migrations.MigratorBuilder;
import dev.migrations.boot.autoconfigure.MigratorBuilderCustomizer;

import org.springframework.stereotype.Component;

/**
 * Says where the scripts are.
 */
@Component
class DirectoryCustomizer implements MigratorBuilderCustomizer {

	@Override
	public void customize(MigratorBuilder builder) {
		builder.locations("classpath:db/components");
	}

}
