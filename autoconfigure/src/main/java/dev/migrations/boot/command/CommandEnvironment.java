package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What a command changes in the environment of the application.
 *
 * @param environment the environment
 */
record CommandEnvironment(ConfigurableEnvironment environment) {

	private static final String COMMAND_LINE = CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;

	/**
	 * Takes the arguments of the command out, so that none of them is read as a property.
	 * @param arguments the arguments
	 * @return what to give back if the command turns out not to be wanted; null if there
	 * is nothing
	 */
	@Nullable PropertySource<?> takeOut(CommandArguments arguments) {
		MutablePropertySources sources = this.environment.getPropertySources();
		PropertySource<?> all = sources.get(COMMAND_LINE);
		if (!(all instanceof SimpleCommandLinePropertySource)) {
			return null;
		}
		sources.replace(COMMAND_LINE, new SimpleCommandLinePropertySource(arguments.spring().toArray(String[]::new)));
		return all;
	}

	/**
	 * Gives back what was taken out.
	 * @param all what {@link #takeOut} returned
	 */
	void giveBack(PropertySource<?> all) {
		this.environment.getPropertySources().replace(COMMAND_LINE, all);
	}

	/**
	 * Keeps the server, the banner and the log out of the way, whatever the application
	 * has configured.
	 * @param command the command
	 * @param people whether it is people who read the log, on a terminal where they see
	 * how migrations get on
	 */
	void prepare(ParsedCommand command, boolean people) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("spring.main.web-application-type", "none");
		properties.put("spring.main.banner-mode", "off");
		properties.put("spring.main.log-startup-info", "false");
		properties.put("spring.main.keep-alive", "false");
		// A connection that is asked for is made; none is kept ready.
		properties.put("spring.datasource.hikari.minimum-idle", "0");
		if (!isLogConfiguredByArguments()) {
			properties.put("logging.level.root", "error");
			properties.put("logging.level.dev.migrations", (!people || command.waits()) ? "info" : "warn");
			if (people) {
				properties.put("logging.pattern.console", "%m%n%wEx");
			}
			if (!command.stackTraces()) {
				// What it logs with a stack trace, it also throws.
				properties.put("logging.level.com.zaxxer.hikari.pool.HikariPool", "off");
				properties.put("logging.exception-conversion-word", "%nopex");
				properties.replace("logging.pattern.console", "%m%n%nopex");
			}
		}
		this.environment.getPropertySources().addFirst(new CommandProperties(properties, command.executes()));
	}

	private boolean isLogConfiguredByArguments() {
		PropertySource<?> arguments = this.environment.getPropertySources().get(COMMAND_LINE);
		if (!(arguments instanceof EnumerablePropertySource<?> enumerable)) {
			return false;
		}
		for (String name : enumerable.getPropertyNames()) {
			if (name.startsWith("logging.level.") || name.equals("debug") || name.equals("trace")) {
				return true;
			}
		}
		return false;
	}

}
