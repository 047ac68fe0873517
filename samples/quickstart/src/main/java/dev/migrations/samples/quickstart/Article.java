package dev.migrations.samples.quickstart;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * Something written.
 */
@Entity
@Table(name = "articles")
public class Article {

	@Id
	private String id = "";

	private String title = "";

	private String body = "";

	@ManyToOne(optional = false)
	private Author author = new Author();

	protected Article() {
	}

	/**
	 * Creates an article.
	 * @param id the id
	 * @param title the title
	 * @param body the text
	 * @param author who wrote it
	 */
	public Article(String id, String title, String body, Author author) {
		this.id = id;
		this.title = title;
		this.body = body;
		this.author = author;
	}

	public String getId() {
		return this.id;
	}

	public String getTitle() {
		return this.title;
	}

	public String getBody() {
		return this.body;
	}

	public Author getAuthor() {
		return this.author;
	}

}
