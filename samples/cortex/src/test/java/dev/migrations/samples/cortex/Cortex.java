package dev.migrations.samples.cortex;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import dev.migrations.testing.Http;
import dev.migrations.testing.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The application, started with environment variables and with nothing else.
 *
 * @param context its context
 */
record Cortex(ConfigurableApplicationContext context) implements AutoCloseable {

	static Cortex start(Map<String, String> variables) {
		Map<String, Object> all = new HashMap<>(variables);
		all.put("SERVER_PORT", "0");
		StandardEnvironment environment = new StandardEnvironment();
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, all));
		return new Cortex(new SpringApplicationBuilder(CortexApplication.class).environment(environment).run());
	}

	/**
	 * How a database on a server is named in the environment.
	 */
	static Map<String, String> variables(String type, TestDatabase database) {
		URI url = URI.create(database.url().substring("jdbc:".length()));
		Map<String, String> variables = new HashMap<>();
		variables.put("CORTEX_DB_TYPE", type);
		variables.put("CORTEX_DB_HOST", url.getHost());
		variables.put("CORTEX_DB_PORT", String.valueOf(url.getPort()));
		variables.put("CORTEX_DB_NAME", url.getPath().substring(1));
		for (String parameter : url.getQuery().split("&")) {
			String[] pair = parameter.split("=", 2);
			variables.put(pair[0].equals("user") ? "CORTEX_DB_USERNAME" : "CORTEX_DB_PASSWORD", pair[1]);
		}
		return variables;
	}

	Http http() {
		return new Http("http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
