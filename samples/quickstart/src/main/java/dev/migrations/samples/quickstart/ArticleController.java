package dev.migrations.samples.quickstart;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The REST resources.
 */
@RestController
class ArticleController {

	private final ArticleRepository articles;

	private final AuthorRepository authors;

	private final ArticleSearch search;

	private final JdbcClient jdbc;

	ArticleController(ArticleRepository articles, AuthorRepository authors, ArticleSearch search, JdbcClient jdbc) {
		this.articles = articles;
		this.authors = authors;
		this.search = search;
		this.jdbc = jdbc;
	}

	@GetMapping("/articles")
	List<ArticleView> articles(@RequestParam(name = "q", required = false) @Nullable String words) {
		List<Article> found = (words != null) ? this.articles.findByIdInOrderByTitle(this.search.find(words))
				: this.articles.findAllByOrderByTitle();
		return found.stream().map(ArticleView::of).toList();
	}

	@PostMapping("/articles")
	@ResponseStatus(HttpStatus.CREATED)
	ArticleView write(@RequestBody NewArticle article) {
		Author author = this.authors.findById(article.author())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"There is no author '" + article.author() + "'"));
		return ArticleView
			.of(this.articles.save(new Article(UUID.randomUUID().toString(), article.title(), article.body(), author)));
	}

	@GetMapping("/authors")
	List<AuthorView> authors() {
		return this.jdbc.sql("SELECT name, articles FROM author_overview ORDER BY name").query(AuthorView.class).list();
	}

	/**
	 * Article as it is answered.
	 *
	 * @param id the id
	 * @param title the title
	 * @param body the text
	 * @param author name of the author
	 */
	record ArticleView(String id, String title, String body, String author) {

		static ArticleView of(Article article) {
			return new ArticleView(article.getId(), article.getTitle(), article.getBody(),
					article.getAuthor().getName());
		}

	}

	/**
	 * Article as it is sent.
	 *
	 * @param title the title
	 * @param body the text
	 * @param author id of the author
	 */
	record NewArticle(String title, String body, String author) {
	}

	/**
	 * Author with the number of articles.
	 *
	 * @param name the name
	 * @param articles how many there are
	 */
	record AuthorView(String name, long articles) {
	}

}
