package dev.migrations.boot.slices;

import dev.migrations.boot.people.Person;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

/**
 * Application that the slices cut from.
 */
@SpringBootApplication
@EntityScan(basePackageClasses = Person.class)
class SliceApplication {

}
