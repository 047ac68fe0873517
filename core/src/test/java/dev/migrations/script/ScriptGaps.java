package dev.migrations.script;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.SplitScript.Piece;

/**
 * Proves that nothing of a script was lost: walks over it from statement to statement and
 * lets only white space, comments, delimiters and known client commands stand between
 * them. Knows nothing of the splitter.
 */
final class ScriptGaps {

	private final Vendor vendor;

	private final String text;

	private String delimiter = ";";

	private int position;

	private ScriptGaps(Vendor vendor, String text) {
		this.vendor = vendor;
		this.text = text;
	}

	/**
	 * Checks that each character is accounted for exactly once.
	 * @param vendor the database
	 * @param text the script
	 * @param split what it was split into, without an error
	 */
	static void check(Vendor vendor, String text, SplitScript split) {
		new ScriptGaps(vendor, text).check(split);
	}

	/**
	 * Whether a text holds no statement.
	 * @param vendor the database
	 * @param text the text
	 * @return whether it is white space, comments and delimiters only
	 */
	static boolean isGap(Vendor vendor, String text) {
		try {
			new ScriptGaps(vendor, text).gap(text.length(), false);
			return true;
		}
		catch (AssertionError ex) {
			return false;
		}
	}

	/**
	 * Where the next statement begins.
	 * @param vendor the database
	 * @param text the text
	 * @param from where to begin
	 * @return the first character that is neither white space nor comment nor delimiter
	 */
	static int skip(Vendor vendor, String text, int from) {
		ScriptGaps gaps = new ScriptGaps(vendor, text);
		gaps.position = from;
		while (gaps.position < text.length() && gaps.step()) {
		}
		return gaps.position;
	}

	private void check(SplitScript split) {
		boolean delimited = true;
		for (Piece piece : split.pieces()) {
			int begin = new TextPosition(piece.statement().line(), piece.statement().column()).in(this.text);
			if (begin < this.position) {
				throw new AssertionError("<" + piece.statement().text() + "> overlaps the statement before it");
			}
			if (!gap(begin, delimited)) {
				throw new AssertionError("no delimiter before <" + piece.statement().text() + ">");
			}
			if (!this.text.startsWith(piece.statement().text(), begin)) {
				throw new AssertionError("<" + piece.statement().text() + "> is not at line " + piece.statement().line()
						+ " column " + piece.statement().column());
			}
			this.position = begin + piece.statement().text().length();
			delimited = false;
			if (piece.data() != null) {
				copyData(piece.data());
				delimited = true;
			}
		}
		gap(this.text.length(), delimited);
	}

	private void copyData(String data) {
		int delimiter = this.text.indexOf(';', this.position);
		int lineFeed = this.text.indexOf('\n', delimiter);
		gap(delimiter + 1, false);
		gap(lineFeed + 1, true);
		if (!this.text.startsWith(data + "\\.", lineFeed + 1)) {
			throw new AssertionError("COPY data are not those of the script: <" + data + ">");
		}
		this.position = lineFeed + 1 + data.length() + 2;
	}

	/**
	 * Walks over what is between two statements.
	 * @param end where the next one begins
	 * @param delimited whether a delimiter was seen
	 * @return whether one was seen now
	 */
	private boolean gap(int end, boolean delimited) {
		while (this.position < end) {
			delimited = delimited || this.text.startsWith(this.delimiter, this.position);
			if (!step()) {
				throw new AssertionError("lost at " + TextPosition.at(this.text, this.position) + ": <"
						+ this.text.substring(this.position, end) + ">");
			}
		}
		if (this.position > end) {
			throw new AssertionError("statement inside a comment at " + TextPosition.at(this.text, end));
		}
		return delimited;
	}

	private boolean step() {
		if (this.text.startsWith(this.delimiter, this.position)) {
			this.position += this.delimiter.length();
		}
		else if (Character.isWhitespace(this.text.charAt(this.position))) {
			this.position++;
		}
		else if (lineComment()) {
			toEndOfLine();
		}
		else if (this.text.startsWith("/*", this.position) && !executableComment()) {
			blockComment();
		}
		else if (isMySql() && this.text.regionMatches(true, this.position, "delimiter", 0, 9)) {
			changeDelimiter();
		}
		else if (this.vendor == Vendor.POSTGRESQL && (this.text.startsWith("\\restrict ", this.position)
				|| this.text.startsWith("\\unrestrict ", this.position))) {
			toEndOfLine();
		}
		else {
			return false;
		}
		return true;
	}

	private boolean lineComment() {
		return this.text.startsWith("--", this.position) || switch (this.vendor) {
			case MARIADB, MYSQL, CLICKHOUSE -> this.text.charAt(this.position) == '#';
			case H2 -> this.text.startsWith("//", this.position);
			case POSTGRESQL, SQLITE -> false;
		};
	}

	private boolean executableComment() {
		return isMySql() && (this.text.startsWith("/*!", this.position) || this.text.startsWith("/*M!", this.position));
	}

	private void blockComment() {
		int depth = 0;
		do {
			if (this.text.startsWith("/*", this.position) && (depth == 0 || nests())) {
				depth++;
				this.position += 2;
			}
			else if (this.text.startsWith("*/", this.position)) {
				depth--;
				this.position += 2;
			}
			else {
				this.position++;
			}
		}
		while (depth > 0 && this.position < this.text.length());
	}

	private void changeDelimiter() {
		int begin = this.position + 9;
		toEndOfLine();
		String argument = this.text.substring(begin, this.position).trim().split("\\s", 2)[0];
		this.delimiter = argument.matches("(['\"`]).+\\1") ? argument.substring(1, argument.length() - 1) : argument;
	}

	private void toEndOfLine() {
		int lineFeed = this.text.indexOf('\n', this.position);
		this.position = (lineFeed < 0) ? this.text.length() : lineFeed;
	}

	private boolean nests() {
		return this.vendor == Vendor.POSTGRESQL || this.vendor == Vendor.H2;
	}

	private boolean isMySql() {
		return this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
	}

}
