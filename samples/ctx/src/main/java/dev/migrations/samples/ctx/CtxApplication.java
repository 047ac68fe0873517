package dev.migrations.samples.ctx;

import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Documents of a folder, found by their words or by their likeness. With a command it
 * does that and ends; without one it answers over HTTP.
 */
@SpringBootApplication
public class CtxApplication {

	/**
	 * Starts the application.
	 * @param args a command and its argument, and Spring Boot's arguments
	 */
	public static void main(String[] args) {
		start(args);
	}

	static ConfigurableApplicationContext start(String... args) {
		boolean serves = List.of(args).stream().allMatch((argument) -> argument.startsWith("--"));
		return new SpringApplicationBuilder(CtxApplication.class)
			.web(serves ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.run(args);
	}

}
