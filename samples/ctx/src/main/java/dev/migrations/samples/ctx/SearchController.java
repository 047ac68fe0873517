package dev.migrations.samples.ctx;

import java.util.List;

import dev.migrations.samples.ctx.Search.Hit;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The search over HTTP.
 */
@RestController
class SearchController {

	private final Search search;

	SearchController(Search search) {
		this.search = search;
	}

	@GetMapping(path = "/search", params = "q")
	List<Hit> byWords(@RequestParam String q) {
		return this.search.byWords(q);
	}

	@GetMapping(path = "/search", params = "like")
	List<Hit> byLikeness(@RequestParam String like) {
		return this.search.byLikeness(like);
	}

}
