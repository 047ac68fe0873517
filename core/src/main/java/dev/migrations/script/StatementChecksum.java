package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Checksum;

/**
 * Computes the checksum of a script's statements, which stays the same when only comments
 * or white space change. What {@link Checksum#STATEMENTS_V1} means is fixed for ever:
 * <ol>
 * <li>The normalised text is cut into tokens by the rules of the vendor, as the session
 * that applies it reads strings: words, quoted identifiers, strings with their prefix and
 * escapes as they are written, numbers, and every other character by itself. The case of
 * letters is kept.</li>
 * <li>White space, comments, statements without tokens and commands of the client that
 * are skipped are left out. A comment that begins with <code>/*+</code> is one token. Of
 * a comment that begins with <code>/*!</code> or <code>/*M!</code>, where its text is
 * executed, the beginning with its version is a token, the text is cut into tokens, and
 * the end is a token. A comment {@code -- migrations: …} is one token, written with one
 * space before and behind {@code migrations:}, one for each further run of white space,
 * and none at its end.</li>
 * <li>Each token goes into the digest in UTF-8, followed by a zero byte.</li>
 * <li>The end of each statement goes into the digest as a zero byte, whatever the
 * delimiter is and whether the last one is there; semicolons directly before a delimiter
 * of another kind are left out.</li>
 * <li>The data of a COPY statement goes into the digest as it is, without its end marker
 * and followed by a zero byte.</li>
 * <li>The checksum is the SHA-256 of all that, in lower-case hexadecimal, behind
 * {@link Checksum#STATEMENTS_V1}.</li>
 * </ol>
 */
public final class StatementChecksum {

	private static final int NO_LIMIT = Integer.MAX_VALUE;

	/**
	 * Computes the checksum.
	 * @param vendor the database
	 * @param rules its lexical rules, in one of the ways in which sessions read scripts
	 * @param script the script's location, as messages name it
	 * @param text its normalised text, before placeholders; it is closed
	 * @return the checksum
	 * @throws IOException if the script cannot be read
	 * @throws dev.migrations.model.InvalidScriptException if the script cannot be split
	 */
	public Checksum of(Vendor vendor, LexicalRules rules, String script, Reader text) throws IOException {
		StatementDigest digest = new StatementDigest();
		try (StatementCursor reader = new StatementSplitter(vendor, rules, NO_LIMIT).split(script, text, digest)) {
			while (reader.next() != null) {
				// The digest is told all tokens meanwhile.
			}
		}
		return digest.finish();
	}

}
