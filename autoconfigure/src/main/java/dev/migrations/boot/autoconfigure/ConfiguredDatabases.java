package dev.migrations.boot.autoconfigure;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Names of the databases that are configured one by one, before any bean exists.
 *
 * @param names the names; empty where there is only one database, that of the application
 */
record ConfiguredDatabases(Set<String> names) {

	static ConfiguredDatabases from(Environment environment) {
		Map<String, Object> databases = Binder.get(environment)
			.bind("migrations.databases", Bindable.mapOf(String.class, Object.class))
			.orElse(Collections.emptyMap());
		return new ConfiguredDatabases(new TreeSet<>(databases.keySet()));
	}

}
