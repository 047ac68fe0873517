package dev.migrations.boot.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Entity whose table the test migrations create.
 */
@Entity
public class Person {

	@Id
	private Integer id;

	private String name;

	protected Person() {
	}

	public Integer getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
