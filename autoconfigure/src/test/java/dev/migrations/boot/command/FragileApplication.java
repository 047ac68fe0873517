package dev.migrations.boot.command;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Web application with JPA whose own beans cannot be created, and that says which of the
 * others are.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
class FragileApplication {

	public static void main(String[] args) {
		SpringApplication.run(FragileApplication.class, args);
		System.err.println("run() has returned");
	}

	@Bean
	static BeanPostProcessor witness() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				System.err.println("created: " + beanName);
				return bean;
			}

		};
	}

	private static <T> T refused(String type) {
		throw new IllegalStateException("A bean of type " + type + " was created");
	}

	@Bean
	SmartLifecycle lifecycle() {
		return refused("SmartLifecycle");
	}

	@Bean
	ApplicationRunner applicationRunner() {
		return refused("ApplicationRunner");
	}

	@Bean
	CommandLineRunner commandLineRunner() {
		return refused("CommandLineRunner");
	}

	@Bean
	SmartInitializingSingleton initializingSingleton() {
		return refused("SmartInitializingSingleton");
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> listener() {
		return refused("ApplicationListener");
	}

	@Bean
	@DependsOnDatabaseInitialization
	Runnable repository() {
		return refused("Runnable");
	}

	@Bean
	Annotated annotated() {
		return new Annotated();
	}

	@Bean
	Scheduler scheduler() {
		return new Scheduler();
	}

	static class Annotated {

		Annotated() {
			refused("EventListener");
		}

		@EventListener(ContextRefreshedEvent.class)
		void listen() {
		}

	}

	static class Scheduler {

		Scheduler() {
			refused("Scheduled");
		}

		@Scheduled(fixedDelay = 1000)
		void tick() {
		}

	}

}
