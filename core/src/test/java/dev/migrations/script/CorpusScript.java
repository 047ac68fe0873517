package dev.migrations.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.StatementKind;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Script of the corpus with what it must be split into. The files' README tells how they
 * are marked; positions are counted here, in the text without its marks, and not taken
 * from the splitter.
 *
 * @param folder the folder it is in
 * @param name its name, without ending
 * @param text the script without marks
 * @param statements what comes out before the end or the error
 * @param error what must be complained about, if anything
 */
record CorpusScript(String folder, String name, String text, List<ExpectedStatement> statements,
		@Nullable ExpectedError error) {

	private static final Path ROOT = Path.of("src/test/resources/corpus");

	private static final char OPEN = '⟦';

	private static final char CLOSE = '⟧';

	/**
	 * The folders whose scripts a database must be able to read.
	 * @param vendor the database
	 * @return the folders' names
	 */
	static List<String> foldersOf(Vendor vendor) {
		return vendor.folders();
	}

	/**
	 * All scripts for a database, by name.
	 * @param vendor the database
	 * @return the scripts
	 */
	static List<CorpusScript> of(Vendor vendor) {
		return foldersOf(vendor).stream().flatMap((folder) -> in(folder).stream()).toList();
	}

	private static List<CorpusScript> in(String folder) {
		try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
			return files.filter((file) -> file.toString().endsWith(".sql"))
				.sorted()
				.map((file) -> read(folder, file))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static CorpusScript read(String folder, Path file) {
		try {
			String name = file.getFileName().toString();
			return parse(folder, name.substring(0, name.lastIndexOf('.')), Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static CorpusScript parse(String folder, String name, String marked) {
		StringBuilder text = new StringBuilder();
		List<ExpectedStatement> statements = new ArrayList<>();
		ExpectedError error = null;
		int position = 0;
		for (int open = marked.indexOf(OPEN); open >= 0; open = marked.indexOf(OPEN, position)) {
			text.append(marked, position, open);
			int bar = marked.indexOf('|', open);
			int close = marked.indexOf(CLOSE, open);
			String head = marked.substring(open + 1, bar);
			String content = marked.substring(bar + 1, close);
			switch (head) {
				case "ERROR" -> error = new ExpectedError(TextPosition.at(text, text.length()), content);
				case "data" -> {
					text.append(content);
					ExpectedStatement copy = statements.remove(statements.size() - 1);
					statements.add(copy.withData(content));
				}
				default -> {
					statements.add(statement(head, content, TextPosition.at(text, text.length())));
					text.append(content);
				}
			}
			position = close + 1;
		}
		return new CorpusScript(folder, name, text.append(marked, position, marked.length()).toString(), statements,
				error);
	}

	private static ExpectedStatement statement(String head, String text, TextPosition position) {
		String objects = null;
		if (head.endsWith("}")) {
			objects = head.substring(head.indexOf('{') + 1, head.length() - 1);
			head = head.substring(0, head.indexOf('{') - 1);
		}
		boolean transactional = !head.endsWith("!");
		String kind = transactional ? head : head.substring(0, head.length() - 1);
		return new ExpectedStatement(text, position, kind(kind), transactional,
				(objects != null) ? List.of(objects.split(", ")) : null, null);
	}

	private static @Nullable StatementKind kind(String kind) {
		return switch (kind) {
			case "?" -> null;
			case "TX" -> StatementKind.TRANSACTION_CONTROL;
			default -> StatementKind.valueOf(kind);
		};
	}

	/**
	 * Has a database execute each statement: it may find no table, but must be able to
	 * read what it is sent.
	 * @param database executes them
	 * @param softly told what cannot be read
	 * @param syntaxErrors error codes of what cannot be read
	 */
	void requireReadable(Statement database, SoftAssertions softly, Object... syntaxErrors) {
		for (ExpectedStatement expected : this.statements) {
			try {
				database.execute(expected.text());
			}
			catch (SQLException ex) {
				softly.assertThat((Object) ex.getErrorCode())
					.as(this + " <" + expected.text() + "> " + ex.getMessage())
					.isNotIn(syntaxErrors);
			}
		}
	}

	@Override
	public String toString() {
		return this.folder + "/" + this.name;
	}

	/**
	 * Statement that must come out.
	 *
	 * @param text its text
	 * @param position where it begins
	 * @param kind its kind; null where the corpus leaves it open
	 * @param transactional whether a transaction may hold it
	 * @param objects the objects it names; null where the corpus leaves them open
	 * @param data the COPY data that follow it, if any
	 */
	record ExpectedStatement(String text, TextPosition position, @Nullable StatementKind kind, boolean transactional,
			@Nullable List<String> objects, @Nullable String data) {

		private ExpectedStatement withData(String data) {
			return new ExpectedStatement(this.text, this.position, this.kind, this.transactional, this.objects, data);
		}

		/**
		 * Spells an object's name as the corpus does.
		 * @param object the object
		 * @return its type and name
		 */
		static String spell(ObjectName object) {
			return object.type().toLowerCase(Locale.ROOT) + " "
					+ ((object.schema() != null) ? object.schema() + "." : "") + object.name();
		}

	}

	/**
	 * Error that must be raised.
	 *
	 * @param position the place that it must name
	 * @param message part of its message
	 */
	record ExpectedError(TextPosition position, String message) {
	}

}
