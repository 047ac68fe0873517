package dev.migrations.boot.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationValidationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Why a command has no result.
 *
 * @param description what was found
 * @param action what to do next; empty if nothing is known
 * @param exitCode how the command ends
 * @param cause what was thrown
 */
record CommandFailure(String description, String action, ExitCode exitCode, Throwable cause) {

	/**
	 * Words what was thrown: as our own exceptions do, as the application's failure
	 * analyzers do, or by its message.
	 * @param cause what was thrown
	 * @param context the application's context; null if there is none yet
	 */
	static CommandFailure of(Throwable cause, @Nullable ConfigurableApplicationContext context) {
		for (Throwable current = cause; current != null; current = current.getCause()) {
			if (current instanceof MigrationException ours) {
				ExitCode code = (ours instanceof MigrationValidationException) ? ExitCode.INVALID : ExitCode.FAILED;
				return new CommandFailure(ours.getDescription(), ours.getAction(), code, cause);
			}
		}
		FailureAnalysis analysis = analysis(cause, context);
		if (analysis != null) {
			String action = (analysis.getAction() != null) ? analysis.getAction() : "";
			return new CommandFailure(withoutUrls(String.valueOf(analysis.getDescription())), withoutUrls(action),
					ExitCode.FAILED, cause);
		}
		Throwable root = cause;
		while (root.getCause() != null) {
			if (root instanceof SQLException) {
				break;
			}
			root = root.getCause();
		}
		if (root instanceof SQLException) {
			return new CommandFailure(
					"The database cannot be reached: " + withoutUrls(String.valueOf(root.getMessage())),
					"Check that it runs, and that its address, user and password are right.", ExitCode.FAILED, cause);
		}
		if (root instanceof ClassNotFoundException && isDriver(root.getMessage())) {
			return new CommandFailure("The JDBC driver " + root.getMessage() + " is not in this application.",
					"Add its dependency and build again, or give the URL of a database whose driver is there.",
					ExitCode.FAILED, cause);
		}
		return new CommandFailure(root.getClass().getName() + ": " + withoutUrls(String.valueOf(root.getMessage())),
				"Add --stacktrace to see where it comes from.", ExitCode.FAILED, cause);
	}

	private static boolean isDriver(@Nullable String className) {
		return Stream.of(DatabaseDriver.values())
			.anyMatch((driver) -> driver.getDriverClassName() != null && driver.getDriverClassName().equals(className));
	}

	private static @Nullable FailureAnalysis analysis(Throwable cause,
			@Nullable ConfigurableApplicationContext context) {
		ArgumentResolver arguments = ArgumentResolver.none();
		if (context != null) {
			arguments = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
				.and(Environment.class, context.getEnvironment());
		}
		ClassLoader classLoader = (context != null) ? context.getClassLoader() : CommandFailure.class.getClassLoader();
		for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation(classLoader)
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, failure) -> {
			}))) {
			FailureAnalysis analysis = analyze(analyzer, cause);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private static @Nullable FailureAnalysis analyze(FailureAnalyzer analyzer, Throwable cause) {
		try {
			return analyzer.analyze(cause);
		}
		catch (RuntimeException | LinkageError ex) {
			// One that cannot do its work has nothing to say.
			return null;
		}
	}

	/**
	 * Without what follows in the same line, because a URL may hold spaces and quotes.
	 */
	private static String withoutUrls(String words) {
		return words.replaceAll("jdbc:.+", "jdbc:…");
	}

	void print(Terminal terminal, boolean stackTraces) {
		terminal.error(terminal.styled(Style.BAD, "Error:") + " " + this.description);
		if (!this.action.isEmpty()) {
			terminal.error(this.action);
		}
		if (stackTraces) {
			StringWriter trace = new StringWriter();
			this.cause.printStackTrace(new PrintWriter(trace));
			terminal.error(withoutUrls(trace.toString()));
		}
	}

	Map<String, Object> json() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("description", this.description);
		json.put("action", this.action);
		return json;
	}

}
