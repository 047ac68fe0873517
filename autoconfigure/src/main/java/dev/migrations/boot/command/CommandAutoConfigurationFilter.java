package dev.migrations.boot.command;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Leaves out of a command what Spring Boot would configure for an application that stays:
 * servers and what they serve, JPA and repositories, endpoints, health, and what only
 * measures the process. To read and to weigh all of it takes longer than most commands
 * do.
 * <p>
 * What is left is whatever a migration, a listener or a supplier of tenants can ask for;
 * what the application or a library other than Spring Boot configures is never touched.
 * Where no migration is executed, nothing is called that could want a transaction or
 * another aspect, and there is nothing to observe.
 */
final class CommandAutoConfigurationFilter implements AutoConfigurationImportFilter, EnvironmentAware, Ordered {

	private static final String BOOT = "org.springframework.boot.";

	/**
	 * Modules of Spring Boot, as the packages below {@code org.springframework.boot} are
	 * called.
	 */
	private static final List<String> MODULES = List.of("actuate.", "batch.", "data.rest.", "devtools.", "eclipselink.",
			"freemarker.", "graphql.", "groovy.", "h2console.", "hateoas.", "health.", "hibernate.", "jersey.",
			"jetty.", "jpa.", "micrometer.metrics.autoconfigure.jvm.", "micrometer.metrics.autoconfigure.logging.",
			"micrometer.metrics.autoconfigure.ssl.", "micrometer.metrics.autoconfigure.startup.",
			"micrometer.metrics.autoconfigure.system.", "micrometer.metrics.autoconfigure.task.", "mustache.",
			"persistence.", "quartz.", "rsocket.", "security.", "servlet.", "session.", "thymeleaf.", "tomcat.",
			"undertow.", "web.", "webflux.", "webmvc.", "webservices.", "websocket.");

	/**
	 * Parts of any module.
	 */
	private static final Pattern PARTS = Pattern
		.compile(".*\\.autoconfigure\\.(actuate|admin|availability|health|jmx|metrics|web)\\..*"
				+ "|.*(Endpoint|Repositories)AutoConfiguration");

	private static final List<String> MODULES_OF_EXECUTION = List.of("autoconfigure.aop.", "transaction.");

	private static final String OUR_OBSERVATION = "dev.migrations.boot.observation.";

	/**
	 * Our own that ask migrators how they are.
	 */
	private static final String OURS = "dev.migrations.boot.actuate.";

	private @Nullable CommandProperties command;

	/**
	 * Before the conditions on classes, which load them.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void setEnvironment(Environment environment) {
		this.command = CommandProperties.of(environment);
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = classes[i];
			matches[i] = this.command == null || name == null || isOfUse(name, this.command.executes());
		}
		return matches;
	}

	/**
	 * Whether a command can be in need of an auto-configuration.
	 * @param name the name of its class
	 * @param executes whether the command executes migrations
	 */
	static boolean isOfUse(String name, boolean executes) {
		if (name.startsWith(BOOT)) {
			String inBoot = name.substring(BOOT.length());
			return MODULES.stream().noneMatch(inBoot::startsWith) && !PARTS.matcher(name).matches()
					&& (executes || MODULES_OF_EXECUTION.stream().noneMatch(inBoot::startsWith));
		}
		return !name.startsWith(OURS) && (executes || !name.startsWith(OUR_OBSERVATION));
	}

}
