package dev.migrations.samples.cortex;

import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.testing.Http;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application does on every database, asked over HTTP.
 */
abstract class CortexContractTests {

	private Cortex cortex;

	/**
	 * What the environment says about an empty database.
	 */
	abstract Map<String, String> createDatabase();

	/**
	 * The product, as the endpoint names it.
	 */
	abstract String vendor();

	@BeforeEach
	void start() {
		this.cortex = Cortex.start(createDatabase());
	}

	@AfterEach
	void stop() {
		if (this.cortex != null) {
			this.cortex.close();
		}
	}

	@Test
	void appliesTheChainOfItsDatabase() {
		assertThat(http().get("/actuator/migrations/default")).contains("\"vendor\":\"" + vendor() + "\"",
				"\"current\":\"4\"", "\"head\":\"4\"", "\"upToDate\":true",
				"\"script\":\"002_add_env_id_to_data_models.up.sql\"");
	}

	@Test
	void keepsWhatWasThereBeforeATableWasBuiltAnew() {
		assertThat(http().get("/production/models")).isEqualTo("""
				[{"slug":"sales","name":"Sales","extended":null}]""");
		assertThat(http().get("/production/models/sales/metrics")).isEqualTo("""
				[{"slug":"revenue","expression":"sum(orders.total)","model":"sales"}]""");
		assertThat(http().get("/development/models")).isEqualTo("[]");
	}

	@Test
	void inheritsMetrics() {
		assertThat(http().post("/production/models", """
				{"slug": "web-sales", "name": "Sales of the web shop", "extended": "sales"}""")).isEqualTo(201);
		assertThat(http().post("/production/models/sales/metrics", """
				{"slug": "orders", "expression": "count(orders.id)"}""")).isEqualTo(201);
		assertThat(http().post("/production/models/web-sales/metrics", """
				{"slug": "revenue", "expression": "sum(carts.total)"}""")).isEqualTo(201);
		assertThat(http().get("/production/models/web-sales/metrics")).isEqualTo("""
				[{"slug":"orders","expression":"count(orders.id)","model":"sales"},\
				{"slug":"revenue","expression":"sum(carts.total)","model":"web-sales"}]""");
		assertThat(http().post("/production/models", """
				{"slug": "x", "name": "X", "extended": "nothing"}""")).isEqualTo(404);
		assertThat(http().get("/production/models")).doesNotContain("\"x\"");
	}

	@Test
	void goesBackAndForthWithoutLosingAModel() {
		Migrator migrator = this.cortex.context().getBean(Migrator.class);
		assertThat(migrator.undo(UndoTarget.to(Version.of("1"))).undone()).hasSize(3);
		assertThat(http().get("/actuator/migrations/default")).contains("\"current\":\"1\"", "\"upToDate\":false");
		assertThat(migrator.migrate().applied()).hasSize(3);
		assertThat(http().get("/production/models/sales/metrics")).contains("sum(orders.total)");
	}

	private Http http() {
		return this.cortex.http();
	}

}
