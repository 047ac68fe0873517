package dev.migrations.samples.quickstart;

import java.util.Collection;
import java.util.List;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The articles.
 */
interface ArticleRepository extends JpaRepository<Article, String> {

	@EntityGraph(attributePaths = "author")
	List<Article> findAllByOrderByTitle();

	@EntityGraph(attributePaths = "author")
	List<Article> findByIdInOrderByTitle(Collection<String> ids);

}
