package dev.migrations.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statements of one script, one after the other.
 */
public interface StatementCursor extends Closeable {

	/**
	 * Reads the next statement. What is left of the last one's COPY data is skipped.
	 * @return the statement; null after the last one
	 * @throws InvalidScriptException if the script cannot be split
	 * @throws IOException if the script cannot be read
	 */
	@Nullable Statement next() throws IOException;

	/**
	 * The data of the COPY statement that was read last, without its end marker.
	 * @return the data, to be read before the next statement
	 */
	Reader copyData();

}
