package dev.migrations.samples.quickstart;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * Somebody who writes articles.
 */
@Entity
@Table(name = "authors")
public class Author {

	@Id
	private String id = "";

	private String name = "";

	protected Author() {
	}

	/**
	 * Creates an author.
	 * @param id the id
	 * @param name the name
	 */
	public Author(String id, String name) {
		this.id = id;
		this.name = name;
	}

	public String getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

}
