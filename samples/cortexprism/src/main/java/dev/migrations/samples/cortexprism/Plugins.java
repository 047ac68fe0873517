package dev.migrations.samples.cortexprism;

import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The plugins that are installed.
 */
@Repository
class Plugins {

	private final JdbcClient plugins;

	Plugins(@Qualifier("pluginsClient") JdbcClient plugins) {
		this.plugins = plugins;
	}

	void install(Plugin plugin) {
		this.plugins.sql("""
				INSERT INTO plugins (name, version, description) VALUES (?, ?, ?)
				ON CONFLICT (name) DO UPDATE SET version = excluded.version, description = excluded.description""")
			.params(plugin.name(), plugin.version(), plugin.description())
			.update();
	}

	List<Plugin> enabled() {
		return this.plugins.sql("SELECT name, version, description FROM plugins WHERE enabled ORDER BY name")
			.query(Plugin.class)
			.list();
	}

	/**
	 * Plugin.
	 *
	 * @param name its name
	 * @param version its version
	 * @param description what it is good for
	 */
	record Plugin(String name, String version, String description) {
	}

}
