package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * What the splitter makes of a script.
 *
 * @param pieces the statements up to the end or the error
 * @param error the error, if there was one
 */
record SplitScript(List<Piece> pieces, @Nullable InvalidScriptException error) {

	/** Longest statement in the tests, in characters. */
	static final int MAX_STATEMENT_SIZE = 64 * 1024 * 1024;

	static SplitScript of(Vendor vendor, String text) {
		return of(vendor, new StringReader(text));
	}

	static SplitScript of(Vendor vendor, Reader text) {
		List<Piece> pieces = new ArrayList<>();
		try (StatementCursor cursor = new StatementSplitter(vendor, MAX_STATEMENT_SIZE).split("test.sql", text)) {
			for (Statement statement = cursor.next(); statement != null; statement = cursor.next()) {
				String data = null;
				if (statement.kind() == StatementKind.COPY) {
					StringWriter writer = new StringWriter();
					pieces.add(new Piece(statement, null));
					cursor.copyData().transferTo(writer);
					pieces.remove(pieces.size() - 1);
					data = writer.toString();
				}
				pieces.add(new Piece(statement, data));
			}
			return new SplitScript(pieces, null);
		}
		catch (InvalidScriptException ex) {
			return new SplitScript(pieces, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> texts() {
		return this.pieces.stream().map((piece) -> piece.statement().text()).toList();
	}

	/**
	 * Statement with the COPY data that follow it.
	 *
	 * @param statement the statement
	 * @param data its data, if it has any
	 */
	record Piece(Statement statement, @Nullable String data) {
	}

}
