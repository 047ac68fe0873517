package dev.migrations.script;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

import dev.migrations.model.InvalidScriptException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one script that are to be executed, one after the other.
 */
public interface FramedStatements extends Closeable {

	/**
	 * Reads the next statement that is to be executed.
	 * @return the statement with its segment; null after the last one
	 * @throws InvalidScriptException if the script cannot be split, or its transactions
	 * do not fit together
	 * @throws IOException if the script cannot be read
	 */
	@Nullable FramedStatement next() throws IOException;

	/**
	 * The data of the COPY statement that was read last, without its end marker.
	 * @return the data, to be read before the next statement
	 */
	Reader copyData();

}
