package dev.migrations.script;

import java.util.StringTokenizer;

import dev.migrations.model.Checksum;

/**
 * Takes the {@linkplain StatementChecksum checksum of a script's statements} while the
 * script is read for another reason.
 */
public final class StatementDigest {

	private final Utf8Digest bytes = new Utf8Digest();

	/**
	 * Begins with a script. It may be used for one after the other: to set up a digest
	 * takes longer than to take that of a small script.
	 */
	ScriptListener listener() {
		this.bytes.reset();
		return new Listener(this.bytes);
	}

	/**
	 * Ends the digest.
	 * @return the checksum of the script, which was read to its end
	 */
	public Checksum finish() {
		return new Checksum(Checksum.STATEMENTS_V1 + this.bytes.finish());
	}

	private record Listener(Utf8Digest bytes) implements ScriptListener {

		private static final byte END = 0;

		@Override
		public boolean needsParts() {
			return false;
		}

		@Override
		public void tokens(byte[] utf8, int length) {
			this.bytes.update(utf8, length);
		}

		@Override
		public void code(TokenType type, char[] chars, int from, int to) {
			if (type == TokenType.OPTION_COMMENT) {
				char[] text = normalised(new String(chars, from, to - from));
				this.bytes.update(text, 0, text.length);
			}
			else {
				this.bytes.update(chars, from, to);
			}
			this.bytes.update(END);
		}

		private static char[] normalised(String comment) {
			StringBuilder text = new StringBuilder("-- migrations:");
			StringTokenizer words = new StringTokenizer(comment.substring(comment.indexOf(':') + 1));
			while (words.hasMoreTokens()) {
				text.append(' ').append(words.nextToken());
			}
			return text.toString().toCharArray();
		}

		@Override
		public void endOfStatement() {
			this.bytes.update(END);
		}

		@Override
		public void data(char[] chars, int from, int to) {
			this.bytes.update(chars, from, to);
		}

		@Override
		public void endOfData() {
			this.bytes.update(END);
		}

	}

}
