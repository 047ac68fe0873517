package dev.migrations;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.execution.EditedParts;
import dev.migrations.history.History;
import dev.migrations.model.Version;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a run would find in its way once it has begun, said beforehand to whoever plans,
 * validates or looks.
 */
final class Obstacles {

	private final Engine engine;

	private final Connection connection;

	Obstacles(Engine engine, Connection connection) {
		this.engine = engine;
		this.connection = connection;
	}

	/**
	 * Everything that can be told without the lock.
	 * @param history the history
	 * @param due the migrations that are due, in order
	 */
	List<Problem> of(History history, List<Step> due) throws SQLException, IOException {
		List<Problem> problems = new ArrayList<>(editedParts(due));
		problems.addAll(new FirstRun(this.engine, this.connection).problems(history, due));
		return problems;
	}

	/**
	 * What can be told without reading scripts that nobody has begun.
	 * @param due the migrations that are due, in order
	 * @param baseline the version at which the run would baseline the schema first; null
	 * if it would not
	 */
	List<Problem> atFirstSight(List<Step> due, @Nullable Version baseline) throws SQLException, IOException {
		List<Problem> problems = new ArrayList<>(editedParts(due));
		if (baseline != null) {
			problems.addAll(this.engine.configuredBaseline().problems());
		}
		return problems;
	}

	/**
	 * That a part of a script was edited which is in force since a run that did not
	 * finish.
	 * @param due the migrations that are to be applied or taken back, in order
	 */
	List<Problem> editedParts(List<Step> due) throws SQLException, IOException {
		return due.stream().anyMatch(EditedParts::mayHaveOne)
				? this.engine.editedParts(this.connection).problems(this.connection, due) : List.of();
	}

}
