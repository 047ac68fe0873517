package dev.migrations.boot.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

import org.springframework.boot.convert.DurationStyle;

/**
 * {@code wait}: until somebody else has migrated.
 */
final class WaitCommand implements Command {

	@Override
	public String name() {
		return "wait";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Waits until somebody else has migrated.")
			.description("Waits until nothing is due, because another instance or a job migrates. A database that "
					+ "cannot be reached is waited for as well. Changes nothing.");
		spec.addOption(OptionSpec.builder("--timeout")
			.paramLabel("<duration>")
			.type(Duration.class)
			.converters(WaitCommand::duration)
			.description("How long, for example 90s or 10m. What migrations.wait-timeout says, unless given.")
			.build());
	}

	private static Duration duration(String text) {
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException("'" + text + "' is not a duration such as 90s or 10m");
		}
	}

	@Override
	public ExitCode execute(CommandCall call) {
		@Nullable Duration given = call.value("--timeout");
		AtomicLong waited = new AtomicLong();
		return call.askAll("up to date", (name, migrator) -> {
			Duration timeout = (given != null) ? given : migrator.waitTimeout();
			long begin = System.nanoTime();
			try {
				migrator.await(left(timeout, Duration.ofNanos(waited.get())));
			}
			finally {
				waited.addAndGet(System.nanoTime() - begin);
			}
			return DatabaseResult.of(JsonValues.object().with("upToDate", true).build(),
					(terminal) -> terminal.line("Nothing is due: the database is current."));
		});
	}

	/**
	 * All databases together are not waited for longer than that.
	 */
	private static Duration left(Duration timeout, Duration waited) {
		return (timeout.compareTo(waited) > 0) ? timeout.minus(waited) : Duration.ZERO;
	}

}
