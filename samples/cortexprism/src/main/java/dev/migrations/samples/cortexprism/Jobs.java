package dev.migrations.samples.cortexprism;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Work to be done later, the most urgent first.
 */
@Repository
class Jobs {

	private final JdbcClient cortex;

	Jobs(@Qualifier("cortexClient") JdbcClient cortex) {
		this.cortex = cortex;
	}

	void add(NewJob job) {
		this.cortex.sql("INSERT INTO jobs (kind, priority) VALUES (?, ?)").params(job.kind(), job.priority()).update();
	}

	/**
	 * Gives a job that is due to a worker, and to no other.
	 */
	Optional<Job> take(String worker) {
		return this.cortex.sql("""
				UPDATE jobs SET status = 'running', locked_by = ?, attempts = attempts + 1
				WHERE id = (
				  SELECT id FROM jobs
				  WHERE status = 'queued' AND (run_at IS NULL OR run_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
				  ORDER BY priority DESC, id LIMIT 1
				)
				RETURNING id, kind, locked_by AS worker""").param(worker).query(Job.class).optional();
	}

	/**
	 * Job that is to be done.
	 *
	 * @param kind what is to be done
	 * @param priority how urgent it is
	 */
	record NewJob(String kind, int priority) {
	}

	/**
	 * Job that is being done.
	 *
	 * @param id its number
	 * @param kind what is to be done
	 * @param worker who does it
	 */
	record Job(long id, String kind, String worker) {
	}

}
