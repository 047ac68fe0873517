package dev.migrations.benchmarks.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command that starts a program in a JVM of its own, of the kind that runs this one.
 *
 * @param options options of the JVM
 * @param classPath where its classes are
 * @param program its main class
 * @param arguments its arguments
 */
record JavaCommand(List<String> options, List<String> classPath, Class<?> program, List<String> arguments) {

	/**
	 * The same with other options of the JVM.
	 */
	JavaCommand withOptions(String... others) {
		return new JavaCommand(List.of(others), this.classPath, this.program, this.arguments);
	}

	ProcessBuilder process() {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.options);
		// Liquibase would tell its maker of the run.
		command.addAll(List.of("-Dliquibase.analytics.enabled=false", "-classpath",
				String.join(File.pathSeparator, this.classPath), this.program.getName()));
		command.addAll(this.arguments);
		return new ProcessBuilder(command);
	}

}
