package dev.migrations.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.script.SessionUse;
import dev.migrations.script.SessionUse.Again;
import dev.migrations.script.SessionUse.Role;
import dev.migrations.script.SessionUses;

/**
 * What the part of a script that is in force has set for its session, for the session in
 * which the script resumes.
 * <ol>
 * <li>Sent again is what gives the same again, in order; of the schemas and roles only
 * the last, and nothing that has ended since.</li>
 * <li>So is a value that is made of data or of the time, as long as nothing was done
 * behind it: nothing in force was made with what it was.</li>
 * <li>Anything else is lost: {@link LostState}.</li>
 * </ol>
 */
final class SessionReplay {

	private final SessionUses uses;

	private final LostState lost;

	private final List<Entry> entries = new ArrayList<>();

	/** Variables that strings mention, which may be executed. */
	private final Set<String> quoted = new HashSet<>();

	SessionReplay(Vendor vendor, LostState lost) {
		this.uses = new SessionUses(vendor);
		this.lost = lost;
	}

	/**
	 * A statement that is in force was passed.
	 * @param statement the statement, as it is in the file
	 * @param resolved the same, as it is sent
	 */
	void passed(Statement statement, Statement resolved) {
		SessionUse use = this.uses.of(resolved);
		if (use.works()) {
			loseValues();
		}
		this.quoted.addAll(use.quoted());
		switch (use.role()) {
			case NONE -> lose(statement, use);
			case SETS -> set(statement, use);
			case ENDS -> {
				this.entries.removeIf((entry) -> isOf(use.key(), entry.use().key()));
				this.lost.ended(use.key());
			}
			case DISCARDS -> {
				// It would end the lock as well, and a new session has nothing to
				// discard.
				this.entries.clear();
				this.lost.clear();
			}
		}
	}

	/**
	 * A statement sets something by the way.
	 */
	private void lose(Statement statement, SessionUse use) {
		if (use.sets().isEmpty()) {
			return;
		}
		Set<String> names = new HashSet<>(use.sets());
		if (use.setsUnknown()) {
			names.addAll(this.quoted);
		}
		lose(new Entry(statement, use, Again.NEVER), names);
	}

	private void set(Statement statement, SessionUse use) {
		replace(use.key());
		Again again = use.again();
		for (String read : use.reads()) {
			again = again.and(again(read));
		}
		Entry entry = new Entry(statement, use, again);
		if (again == Again.NEVER) {
			lose(entry, use.sets());
			return;
		}
		this.entries.add(entry);
		this.lost.set(use.sets());
	}

	/**
	 * What is read is lost, may be taken anew, or is the same.
	 */
	private Again again(String read) {
		if (this.lost.has(read)) {
			return Again.NEVER;
		}
		Again again = Again.SAME;
		for (Entry entry : this.entries) {
			if (entry.use().sets().contains(read)) {
				again = entry.again();
			}
		}
		return again;
	}

	/**
	 * Something takes the place of what was set before: that is not set again, so that
	 * what was read under it is lost.
	 */
	private void replace(String key) {
		if (key.isEmpty()) {
			return;
		}
		for (int i = this.entries.size() - 1; i >= 0; i--) {
			if (isReplaced(this.entries.get(i).use().key(), key)) {
				Entry replaced = this.entries.remove(i);
				loseReaders(i, Set.of(replaced.use().key()));
			}
		}
	}

	private static boolean isReplaced(String earlier, String key) {
		return earlier.equals(key) || (key.equals(SessionUse.USER) && earlier.equals(SessionUse.ROLE));
	}

	/**
	 * Whether what has a key has ended with another key, which may stand for all.
	 */
	static boolean isOf(String ended, String key) {
		return !key.isEmpty() && (key.equals(ended) || (ended.endsWith(" ") && key.startsWith(ended)));
	}

	/**
	 * Something was done, perhaps with the values that would be taken anew.
	 */
	private void loseValues() {
		for (int i = this.entries.size() - 1; i >= 0; i--) {
			if (this.entries.get(i).again() == Again.ANEW) {
				loseAt(i);
			}
		}
	}

	private void loseAt(int index) {
		Entry entry = this.entries.remove(index);
		Set<String> names = new HashSet<>(entry.use().sets());
		for (Entry later : this.entries.subList(index, this.entries.size())) {
			names.removeAll(later.use().sets());
		}
		lose(entry, names);
		loseReaders(index, names);
	}

	private void loseReaders(int index, Set<String> names) {
		for (int i = this.entries.size() - 1; i >= index; i--) {
			if (this.entries.get(i).use().reads().stream().anyMatch(names::contains)) {
				loseAt(i);
			}
		}
	}

	private void lose(Entry entry, Set<String> names) {
		for (String name : names) {
			this.lost.add(entry.statement(), entry.use().key(), name);
		}
	}

	/**
	 * What is sent again, in order.
	 */
	List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * Whether a statement gives a variable a value that another session may not give it.
	 */
	static boolean isValue(Statement statement, Vendor vendor) {
		SessionUse use = new SessionUses(vendor).of(statement);
		return use.again() != Again.SAME && use.sets().stream().anyMatch((name) -> !name.equals(SessionUse.ANY));
	}

	/**
	 * Whether a statement of PostgreSQL sets what the server does not list, so that
	 * nobody sees whether it has: settings of applications, with a dot in their names.
	 */
	static boolean setsUnlisted(Statement statement) {
		for (String name : new SessionUses(Vendor.POSTGRESQL).of(statement).sets()) {
			if (name.indexOf('.') >= 0 || name.equals(SessionUse.ANY)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a variable has such a value.
	 */
	boolean holdsValues() {
		return this.entries.stream().anyMatch((entry) -> entry.again() != Again.SAME);
	}

	/**
	 * Whether anything must not be sent in a transaction.
	 */
	boolean isOutsideOfTransactions() {
		return this.entries.stream().anyMatch((entry) -> !entry.statement().transactional());
	}

	/**
	 * The server does not set it again.
	 */
	void refused(Entry entry) {
		int index = this.entries.indexOf(entry);
		loseAt(index);
	}

	/**
	 * Statement that is sent again.
	 *
	 * @param statement the statement, as it is in the file
	 * @param use what it sets
	 * @param again what it gives
	 */
	record Entry(Statement statement, SessionUse use, Again again) {

		/**
		 * Whether only what needs it cannot be sent without it.
		 */
		boolean isPrepared() {
			return this.use.key().startsWith(SessionUse.PREPARED);
		}

	}

}
