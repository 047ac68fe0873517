package dev.migrations.model;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of a script, which can be opened any number of times.
 */
@FunctionalInterface
public interface ScriptContent {

	/**
	 * Opens the script.
	 * @return its bytes as stored, to be closed by the caller
	 * @throws IOException if the script cannot be opened
	 */
	InputStream open() throws IOException;

}
