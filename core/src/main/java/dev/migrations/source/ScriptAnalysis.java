package dev.migrations.source;

import java.io.IOException;

import dev.migrations.model.Checksum;
import dev.migrations.model.ScriptContent;
import dev.migrations.model.ScriptOptions;

/**
 * What has to be asked of a script's text rather than of its name and bytes.
 */
public interface ScriptAnalysis {

	/**
	 * Reads the options at the head of a script.
	 * @param script the script, as messages name it
	 * @param content its bytes
	 * @return the options
	 * @throws IOException if the script cannot be read
	 */
	ScriptOptions options(String script, ScriptContent content) throws IOException;

	/**
	 * Computes the checksum of a script's tokens.
	 * @param script the script, as messages name it
	 * @param content its bytes
	 * @param sought a checksum, where sessions may read the script in several ways
	 * @return this one, if it is that of one of them; otherwise the usual one
	 * @throws IOException if the script cannot be read
	 */
	Checksum statementChecksum(String script, ScriptContent content, Checksum sought) throws IOException;

}
