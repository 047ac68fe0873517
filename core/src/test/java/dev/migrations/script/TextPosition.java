package dev.migrations.script;

/**
 * Place in a text, counted by a plain walk over it.
 *
 * @param line the line, counted from 1
 * @param column the column, counted from 1
 */
record TextPosition(long line, long column) {

	/**
	 * The place of an offset.
	 * @param text the text
	 * @param offset the offset, in characters
	 * @return its place
	 */
	static TextPosition at(CharSequence text, int offset) {
		long line = 1;
		long column = 1;
		for (int i = 0; i < offset; i++) {
			column++;
			if (text.charAt(i) == '\n') {
				line++;
				column = 1;
			}
		}
		return new TextPosition(line, column);
	}

	/**
	 * The offset of this place.
	 * @param text the text
	 * @return the offset, in characters
	 */
	int in(String text) {
		int offset = 0;
		for (long i = 1; i < this.line; i++) {
			offset = text.indexOf('\n', offset) + 1;
		}
		return offset + (int) this.column - 1;
	}

	@Override
	public String toString() {
		return "line " + this.line + " column " + this.column;
	}

}
