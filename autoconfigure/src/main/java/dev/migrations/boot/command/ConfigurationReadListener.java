package dev.migrations.boot.command;

import java.util.function.BiConsumer;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Is told when the configuration of the application has been read, and nothing has been
 * logged by it.
 *
 * @param arguments the arguments of a command
 * @param decision decides whether it is executed
 */
record ConfigurationReadListener(CommandArguments arguments,
		BiConsumer<CommandArguments, ConfigurableEnvironment> decision)
		implements
			ApplicationListener<ApplicationEnvironmentPreparedEvent>,
			Ordered {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		this.decision.accept(this.arguments, event.getEnvironment());
	}

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER - 1;
	}

}
