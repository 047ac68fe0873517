package dev.migrations.samples.quickstart;

import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds articles by their words. The index is the database's own, built by migration 3 of
 * each vendor, and so is the query.
 */
@Component
class ArticleSearch {

	private final JdbcClient jdbc;

	private final String sql;

	ArticleSearch(JdbcClient jdbc, @Value("${spring.datasource.url}") String url) {
		this.jdbc = jdbc;
		this.sql = (DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.POSTGRESQL)
				? "SELECT id FROM articles WHERE words @@ websearch_to_tsquery('english', ?)"
				: "SELECT article_id FROM article_words WHERE article_words MATCH ?";
	}

	List<String> find(String words) {
		return this.jdbc.sql(this.sql).param(words).query(String.class).list();
	}

}
