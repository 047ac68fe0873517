package dev.migrations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.migrations.model.MigrationLockException;

/**
 * One run through the units of a group.
 * <ol>
 * <li>Units whose predecessors are done begin, as many at a time as the parallelism
 * allows. Those that take their connections from the same data source go one after the
 * other: its pool may have no connection for a second one.</li>
 * <li>After a failure none begins any more, where that is wanted; those at work
 * finish.</li>
 * </ol>
 */
final class GroupRun {

	private final List<GroupUnit> units;

	private final int parallelism;

	private final boolean stopAtFailure;

	private final UnitAction action;

	private final Set<Integer> waiting = new LinkedHashSet<>();

	private final Set<Integer> done = new TreeSet<>();

	private final Set<DataSource> atWork = new HashSet<>();

	private final List<DatabaseOutcome> outcomes = new ArrayList<>();

	/**
	 * Set by whoever fails, at once: what finishes after it makes no room for others.
	 */
	private volatile boolean failed;

	GroupRun(List<GroupUnit> units, int parallelism, boolean stopAtFailure, UnitAction action) {
		this.units = units;
		this.parallelism = Math.min(parallelism, units.size());
		this.stopAtFailure = stopAtFailure;
		this.action = action;
		for (int i = 0; i < units.size(); i++) {
			this.waiting.add(i);
		}
	}

	/**
	 * Runs.
	 * @return what became of each database, in the order of names
	 */
	List<DatabaseOutcome> run() {
		if (this.parallelism > 1) {
			runInParallel();
		}
		else {
			for (int next = next(); next >= 0; next = next()) {
				finished(new Finished(next, outcomes(next)));
			}
		}
		this.waiting.stream()
			.flatMap((unit) -> this.units.get(unit).names().stream())
			.map(DatabaseOutcome::notBegun)
			.forEach(this.outcomes::add);
		this.outcomes.sort(Comparator.comparing(DatabaseOutcome::database));
		return List.copyOf(this.outcomes);
	}

	/**
	 * The next unit that may begin, which is then no longer waiting.
	 * @return its number, or -1 if there is none
	 */
	private int next() {
		if (!this.failed) {
			for (int unit : this.waiting) {
				Set<DataSource> needed = this.units.get(unit).dataSources();
				if (this.done.containsAll(this.units.get(unit).after()) && Collections.disjoint(needed, this.atWork)) {
					this.waiting.remove(unit);
					this.atWork.addAll(needed);
					return unit;
				}
			}
		}
		return -1;
	}

	private void finished(Finished finished) {
		this.outcomes.addAll(finished.outcomes());
		this.done.add(finished.unit());
		this.atWork.removeAll(this.units.get(finished.unit()).dataSources());
	}

	private List<DatabaseOutcome> outcomes(int unit) {
		List<DatabaseOutcome> outcomes = this.action.on(this.units.get(unit));
		if (this.stopAtFailure && outcomes.stream().anyMatch((outcome) -> outcome.failure() != null)) {
			this.failed = true;
		}
		return outcomes;
	}

	private void runInParallel() {
		ExecutorService executor = Executors.newFixedThreadPool(this.parallelism,
				(task) -> new Thread(task, "migrations"));
		try {
			CompletionService<Finished> completion = new ExecutorCompletionService<>(executor);
			int running = 0;
			do {
				for (int next = (running < this.parallelism) ? next()
						: -1; next >= 0; next = (running < this.parallelism) ? next() : -1) {
					int unit = next;
					completion.submit(() -> work(unit));
					running++;
				}
				if (running > 0) {
					finished(completion.take().get());
					running--;
				}
			}
			while (running > 0 || (!this.failed && !this.waiting.isEmpty()));
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			executor.shutdownNow();
			Thread.currentThread().interrupt();
			throw new MigrationLockException("Interrupted while databases were being migrated.",
					"Look at their states, and start again.", ex);
		}
		finally {
			end(executor);
		}
	}

	private Finished work(int unit) {
		Thread thread = Thread.currentThread();
		String name = thread.getName();
		thread.setName("migrations-" + this.units.get(unit).names().get(0));
		try {
			return new Finished(unit, outcomes(unit));
		}
		finally {
			thread.setName(name);
		}
	}

	/**
	 * Whatever has begun is at its end when this returns, so that nothing is written
	 * behind the back of who called.
	 */
	private static void end(ExecutorService executor) {
		executor.shutdown();
		boolean interrupted = Thread.interrupted();
		while (true) {
			try {
				if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
					break;
				}
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What is done with a unit. Failures are part of the outcomes; only errors of the
	 * virtual machine are thrown.
	 */
	interface UnitAction {

		List<DatabaseOutcome> on(GroupUnit unit);

	}

	private record Finished(int unit, List<DatabaseOutcome> outcomes) {
	}

}
