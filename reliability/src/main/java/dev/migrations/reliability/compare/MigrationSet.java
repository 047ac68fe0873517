package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Scripts in the order in which they are applied, release by release. A repeatable one is
 * there once for each release that changes it.
 *
 * @param scripts the scripts
 * @param undoes how many of the last ones are undone at the end, and applied again
 */
record MigrationSet(List<Script> scripts, int undoes) {

	private static final String PLACEHOLDER = "${word}";

	MigrationSet(List<Script> scripts) {
		this(scripts, 0);
	}

	/**
	 * What stands for placeholders; empty if there are none, so that nothing is replaced.
	 */
	Map<String, String> placeholders() {
		boolean any = andBack().scripts()
			.stream()
			.flatMap((script) -> script.lines().stream())
			.anyMatch((line) -> line.text().contains(PLACEHOLDER));
		return any ? Map.of("word", "replaced") : Map.of();
	}

	static String resolved(String text) {
		return text.replace(PLACEHOLDER, "replaced");
	}

	int size() {
		return this.scripts.stream().mapToInt((script) -> script.lines().size()).sum();
	}

	boolean isWrong() {
		return this.scripts.stream()
			.anyMatch((script) -> script.isWrong() || isEdited(script.file(), Integer.MAX_VALUE)
					|| (script.undo() != null && script.undo().isWrong()));
	}

	MigrationSet mended() {
		return withoutEdits().each(Script::mended);
	}

	MigrationSet withUndoMended() {
		return each(Script::withUndoMended);
	}

	/**
	 * Whether a release changes a version that an earlier one has brought.
	 */
	boolean isEdited(String file, int release) {
		return this.scripts.stream()
			.filter((script) -> script.version() != null && script.file().equals(file) && script.release() <= release)
			.count() > 1;
	}

	/**
	 * Whether a release brings versions below those that are applied.
	 */
	boolean isOutOfOrder() {
		return this.scripts.stream().anyMatch((script) -> script.version() != null && script.version().contains("."));
	}

	MigrationSet withoutEdits() {
		List<Script> left = new ArrayList<>();
		for (Script script : this.scripts) {
			if (script.version() == null || left.stream().noneMatch((older) -> older.file().equals(script.file()))) {
				left.add(script);
			}
		}
		return new MigrationSet(left, this.undoes);
	}

	private MigrationSet each(UnaryOperator<Script> change) {
		return new MigrationSet(this.scripts.stream().map(change).toList(), this.undoes);
	}

	/**
	 * The releases that bring migrations.
	 */
	List<Integer> releases() {
		return this.scripts.stream().filter(Script::isMigration).map(Script::release).distinct().sorted().toList();
	}

	/**
	 * The files as they are in a release.
	 */
	List<Script> files(int release) {
		List<Script> files = new ArrayList<>();
		for (Script script : this.scripts) {
			if (script.isMigration() && script.release() <= release) {
				files.removeIf((older) -> older.file().equals(script.file()));
				files.add(script);
			}
		}
		return files;
	}

	/**
	 * Whether a script is applied in its turn, and not passed over because it does what
	 * it did in the release before.
	 */
	boolean isApplied(int index) {
		Script script = this.scripts.get(index);
		for (int i = index - 1; i >= 0; i--) {
			Script older = this.scripts.get(i);
			if (older.file().equals("U" + script.file().substring(1))) {
				return true;
			}
			if (script.isMigration() && older.file().equals(script.file())) {
				return script.version() == null && !script.isLike(older);
			}
		}
		return true;
	}

	/**
	 * Whether something is to be undone that has no undo script.
	 */
	boolean lacksUndo() {
		return this.scripts.subList(this.scripts.size() - this.undoes, this.scripts.size())
			.stream()
			.anyMatch((script) -> script.undoScript() == null);
	}

	/**
	 * What is left once the last ones have been undone, if undo scripts do nothing else.
	 */
	MigrationSet undone() {
		boolean more = this.scripts.stream()
			.anyMatch((script) -> script.undo() != null && !script.undo().more().isEmpty());
		return more ? andBack() : new MigrationSet(this.scripts.subList(0, this.scripts.size() - this.undoes));
	}

	/**
	 * Everything, then the undo scripts, and what they have taken back once more.
	 */
	MigrationSet andAgain() {
		List<Script> all = new ArrayList<>(andBack().scripts());
		all.addAll(this.scripts.subList(this.scripts.size() - this.undoes, this.scripts.size()));
		return new MigrationSet(all);
	}

	/**
	 * Everything, and then the undo scripts.
	 */
	MigrationSet andBack() {
		List<Script> all = new ArrayList<>(this.scripts);
		for (int i = this.scripts.size() - 1; i >= this.scripts.size() - this.undoes; i--) {
			Script back = this.scripts.get(i).undoScript();
			if (back != null) {
				all.add(back);
			}
		}
		return new MigrationSet(all);
	}

	/**
	 * Whether it meddles with tables that exist only where the engine applies it.
	 */
	boolean needsEngine() {
		return this.scripts.stream()
			.flatMap((script) -> script.lines().stream())
			.anyMatch((line) -> line.text().contains("migration_history"));
	}

	/**
	 * Leaves statements out, counted over all scripts, and what is empty then.
	 */
	MigrationSet without(int from, int to) {
		List<Script> left = new ArrayList<>();
		int index = 0;
		int leftUndone = this.undoes;
		for (Script script : this.scripts) {
			List<Line> lines = new ArrayList<>();
			for (Line line : script.lines()) {
				if (index < from || index >= to) {
					lines.add(line);
				}
				index++;
			}
			if (!lines.isEmpty()) {
				left.add(script.with(lines));
			}
			else if (this.scripts.indexOf(script) >= this.scripts.size() - this.undoes) {
				leftUndone--;
			}
		}
		int last = left.stream().filter(Script::isMigration).mapToInt(Script::release).max().orElse(0);
		left.removeIf((script) -> script.release() > last);
		return new MigrationSet(left, leftUndone);
	}

	/**
	 * The number of a script of that file.
	 * @param release the newest release that it may be of
	 * @return its index; -1 if there is none
	 */
	int indexOf(String file, int release) {
		for (int i = this.scripts.size() - 1; i >= 0; i--) {
			Script script = this.scripts.get(i);
			if (script.file().equals(file) && script.release() <= release && isApplied(i)) {
				return i;
			}
		}
		return -1;
	}

	String text() {
		StringBuilder text = new StringBuilder();
		boolean several = this.scripts.stream().anyMatch((script) -> script.release() > 1);
		for (Script script : andBack().scripts()) {
			text.append("  == ").append(script.file());
			text.append(several ? ", release " + script.release() : "").append('\n');
			script.text().lines().forEach((line) -> text.append("  ").append(shortened(line)).append('\n'));
		}
		return text.toString();
	}

	private static String shortened(String line) {
		return (line.length() > 300) ? line.substring(0, 300) + "…" : line;
	}

}
