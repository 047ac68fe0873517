package dev.migrations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.migrations.MigrationEvent.MigrationStarted;
import dev.migrations.MigrationEvent.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Lets listeners see one migration end before the next one starts, also where several
 * share a transaction and end together. Of those, all but the first start, for listeners,
 * when the one before has been committed. Called by the thread of the run, and by the one
 * that watches its statements.
 */
final class MigrationOrder {

	private final Consumer<MigrationEvent> listeners;

	/**
	 * Started and not ended; of the first one the listeners know.
	 */
	private final Deque<Open> open = new ArrayDeque<>();

	/** Scripts of those. */
	private final Set<String> scripts = new HashSet<>();

	MigrationOrder(Consumer<MigrationEvent> listeners) {
		this.listeners = listeners;
	}

	/**
	 * A migration has started. One that starts again, because what it shared a
	 * transaction with was rolled back, is announced once.
	 */
	synchronized void started(MigrationStarted event) {
		if (this.scripts.add(event.migration().script())) {
			boolean first = this.open.isEmpty();
			this.open.add(new Open(event, new ArrayList<>()));
			if (first) {
				this.listeners.accept(event);
			}
		}
	}

	/**
	 * What is known of a migration that has started and not ended.
	 * @param script its script
	 * @return that it has started; null if it has not, or has ended
	 */
	synchronized @Nullable MigrationStarted started(String script) {
		Open found = find(script);
		return (found != null) ? found.started() : null;
	}

	private @Nullable Open find(String script) {
		for (Open candidate : this.open) {
			if (candidate.isOf(script)) {
				return candidate;
			}
		}
		return null;
	}

	/**
	 * Something has happened in a migration that has started.
	 */
	synchronized void happened(Subject migration, MigrationEvent event) {
		Open known = this.open.peekFirst();
		Open found = (known == null || known.isOf(migration.script())) ? null : find(migration.script());
		if (found != null) {
			found.rest().add(event);
		}
		else {
			this.listeners.accept(event);
		}
	}

	synchronized boolean isEmpty() {
		return this.open.isEmpty();
	}

	/**
	 * A migration has ended. They end in the order in which they have started.
	 */
	synchronized void ended(String script, Function<Subject, MigrationEvent> end) {
		Open first = this.open.peek();
		if (first != null && first.isOf(script)) {
			endFirst(end);
		}
	}

	/**
	 * The last migration has failed, and those that share its transaction with it.
	 */
	synchronized void failed(Function<Subject, MigrationEvent> end) {
		while (!this.open.isEmpty()) {
			endFirst(end);
		}
	}

	private void endFirst(Function<Subject, MigrationEvent> end) {
		Subject ended = this.open.remove().started().migration();
		this.scripts.remove(ended.script());
		this.listeners.accept(end.apply(ended));
		Open next = this.open.peek();
		if (next != null) {
			this.listeners.accept(next.started());
			next.rest().forEach(this.listeners);
			next.rest().clear();
		}
	}

	/**
	 * What shared a transaction was rolled back and starts again, beginning with the
	 * migration that the listeners know of.
	 */
	synchronized void separated() {
		Open first = this.open.peek();
		this.open.clear();
		this.scripts.clear();
		if (first != null) {
			this.open.add(first);
			this.scripts.add(first.started().migration().script());
		}
	}

	/**
	 * Migration that has not ended.
	 *
	 * @param started that it has started
	 * @param rest what has happened since, where the listeners do not know of it
	 */
	private record Open(MigrationStarted started, List<MigrationEvent> rest) {

		boolean isOf(String script) {
			return this.started.migration().script().equals(script);
		}

	}

}
