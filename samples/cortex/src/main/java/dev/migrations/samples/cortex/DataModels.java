package dev.migrations.samples.cortex;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The data models, by SQL that all of the databases understand.
 */
@Repository
class DataModels {

	private static final String SELECT = """
			SELECT data_models.slug, data_models.name, parents.slug AS extended
			FROM data_models JOIN environments ON environments.id = data_models.environment_id
			LEFT JOIN data_models parents ON parents.id = data_models.extends_id
			WHERE environments.slug = ?""";

	private final JdbcClient jdbc;

	DataModels(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<DataModel> list(String environment) {
		return this.jdbc.sql(SELECT + " ORDER BY data_models.position, data_models.slug")
			.param(environment)
			.query(DataModel.class)
			.list();
	}

	/**
	 * Metrics of a model and of those that it extends. Of two with one name, that of the
	 * nearer model counts.
	 */
	List<Metric> metrics(String environment, String model) {
		return this.jdbc.sql("""
				WITH RECURSIVE lineage (id, slug, extends_id, distance) AS (
				  SELECT data_models.id, data_models.slug, data_models.extends_id, 0
				  FROM data_models JOIN environments ON environments.id = data_models.environment_id
				  WHERE environments.slug = ? AND data_models.slug = ?
				  UNION ALL
				  SELECT data_models.id, data_models.slug, data_models.extends_id, lineage.distance + 1
				  FROM data_models JOIN lineage ON data_models.id = lineage.extends_id
				)
				SELECT metrics.slug, metrics.expression, lineage.slug AS model
				FROM metrics JOIN lineage ON metrics.model_id = lineage.id
				WHERE NOT EXISTS (
				  SELECT 1 FROM metrics nearer JOIN lineage nearby ON nearer.model_id = nearby.id
				  WHERE nearer.slug = metrics.slug AND nearby.distance < lineage.distance
				)
				ORDER BY metrics.position, metrics.slug""").params(environment, model).query(Metric.class).list();
	}

	@Transactional
	public void add(String environment, DataModel model) {
		this.jdbc.sql("""
				INSERT INTO data_models (environment_id, slug, name)
				SELECT id, ?, ? FROM environments WHERE slug = ?""")
			.params(model.slug(), model.name(), environment)
			.update();
		if (model.extended() != null) {
			this.jdbc.sql("""
					UPDATE data_models SET extends_id = ?
					WHERE slug = ? AND environment_id = (SELECT id FROM environments WHERE slug = ?)""")
				.params(id(environment, model.extended()), model.slug(), environment)
				.update();
		}
	}

	@Transactional
	public void define(String environment, String model, String metric, String expression) {
		Object id = id(environment, model);
		int changed = this.jdbc.sql("UPDATE metrics SET expression = ? WHERE model_id = ? AND slug = ?")
			.params(expression, id, metric)
			.update();
		if (changed == 0) {
			this.jdbc.sql("INSERT INTO metrics (model_id, slug, expression) VALUES (?, ?, ?)")
				.params(id, metric, expression)
				.update();
		}
	}

	/**
	 * The key of a model, in the type that its database has for it.
	 */
	private Object id(String environment, String model) {
		return this.jdbc.sql("""
				SELECT data_models.id FROM data_models
				JOIN environments ON environments.id = data_models.environment_id
				WHERE environments.slug = ? AND data_models.slug = ?""")
			.params(environment, model)
			.query()
			.optionalValue()
			.orElseThrow(() -> new UnknownModelException(environment, model));
	}

	/**
	 * Data model.
	 *
	 * @param slug its name in addresses
	 * @param name its name
	 * @param extended the model whose metrics it inherits; null if there is none
	 */
	record DataModel(String slug, String name, @Nullable String extended) {
	}

	/**
	 * Metric.
	 *
	 * @param slug its name in addresses
	 * @param expression how it is computed
	 * @param model the model that defines it
	 */
	record Metric(String slug, String expression, String model) {
	}

}
