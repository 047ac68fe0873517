package dev.migrations.boot.components;

import dev.migrations.boot.people.Person;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

/**
 * Application that finds a Java migration by scanning for components.
 */
@SpringBootApplication
@EntityScan(basePackageClasses = Person.class)
class ComponentApplication {

}
