package dev.migrations.samples.cortex;

import java.util.List;

import dev.migrations.samples.cortex.DataModels.DataModel;
import dev.migrations.samples.cortex.DataModels.Metric;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The models of an environment over HTTP.
 */
@RestController
@RequestMapping("/{environment}/models")
class DataModelController {

	private final DataModels models;

	DataModelController(DataModels models) {
		this.models = models;
	}

	@GetMapping
	List<DataModel> list(@PathVariable String environment) {
		return this.models.list(environment);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	void add(@PathVariable String environment, @RequestBody DataModel model) {
		this.models.add(environment, model);
	}

	@GetMapping("/{model}/metrics")
	List<Metric> metrics(@PathVariable String environment, @PathVariable String model) {
		return this.models.metrics(environment, model);
	}

	@PostMapping("/{model}/metrics")
	@ResponseStatus(HttpStatus.CREATED)
	void define(@PathVariable String environment, @PathVariable String model, @RequestBody NewMetric metric) {
		this.models.define(environment, model, metric.slug(), metric.expression());
	}

	/**
	 * Metric as it is sent.
	 *
	 * @param slug its name in addresses
	 * @param expression how it is computed
	 */
	record NewMetric(String slug, String expression) {
	}

}
