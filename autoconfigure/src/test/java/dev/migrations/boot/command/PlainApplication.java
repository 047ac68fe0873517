package dev.migrations.boot.command;

import java.util.List;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Application that says what it was started with.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PlainApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(PlainApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
	}

	@Bean
	ApplicationRunner runner(ApplicationArguments arguments, Environment environment) {
		return (ignored) -> System.out.println(
				"Started with " + List.of(arguments.getSourceArgs()) + " and json=" + environment.getProperty("json"));
	}

}
