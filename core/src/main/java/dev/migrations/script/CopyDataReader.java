package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;

import dev.migrations.model.Statement;
import dev.migrations.script.ScriptSegment.Category;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of a COPY statement: the lines from the one after the statement up to a
 * line that holds nothing but {@code \.}, whatever stands between.
 */
final class CopyDataReader extends Reader {

	private final CharWindow window;

	private final @Nullable ScriptListener listener;

	private final Place place;

	private boolean begun;

	private boolean ended;

	private boolean atLineStart = true;

	/** Characters before the data in the script. */
	private long start;

	CopyDataReader(CharWindow window, @Nullable ScriptListener listener, Statement statement) {
		this.window = window;
		this.listener = listener;
		this.place = new Place(window.script(), statement.line(), statement.column());
	}

	@Override
	public int read(char[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		int available = available();
		if (available == 0) {
			return -1;
		}
		int count = Math.min(available, length);
		System.arraycopy(this.window.chars, this.window.position, target, offset, count);
		consume(count);
		return count;
	}

	/**
	 * Skips what was not read.
	 * @throws IOException if the script cannot be read
	 */
	void skip() throws IOException {
		for (int available = available(); available > 0; available = available()) {
			consume(available);
		}
	}

	private void consume(int count) {
		CharWindow in = this.window;
		if (this.listener != null) {
			this.listener.data(in.chars, in.position, in.position + count);
		}
		this.atLineStart = in.chars[in.position + count - 1] == '\n';
		in.position += count;
		in.mark = in.position;
	}

	/**
	 * Finds data.
	 * @return how many characters from the position on are data; 0 at the end of the data
	 */
	private int available() throws IOException {
		CharWindow in = this.window;
		if (!this.begun) {
			this.begun = true;
			finishLine();
			this.start = in.offset(in.position);
		}
		if (this.ended) {
			return 0;
		}
		in.mark = in.position;
		if (this.atLineStart && isEndMarker()) {
			end();
			return 0;
		}
		if (in.position == in.limit && !in.fill()) {
			throw this.place.invalid("the data of the COPY statement that begins here never ends",
					"End it with a line that holds only \\. - the file may have been cut off.");
		}
		int at = in.position;
		boolean lineStart = false;
		while (at < in.limit && !(lineStart && in.chars[at] == '\\')) {
			lineStart = in.chars[at++] == '\n';
		}
		return at - in.position;
	}

	private boolean isEndMarker() throws IOException {
		CharWindow in = this.window;
		if (in.peek(0) != '\\' || in.peek(1) != '.') {
			return false;
		}
		int next = in.peek(2);
		return next == '\n' || next < 0;
	}

	private void end() throws IOException {
		CharWindow in = this.window;
		this.ended = true;
		in.position += (in.peek(2) < 0) ? 2 : 3;
		if (this.listener != null) {
			this.listener.endOfData();
			this.listener.segment(Category.COPY_DATA, this.start, in.offset(in.position));
		}
	}

	/**
	 * Goes behind the line of the statement, on which only a comment may follow.
	 */
	private void finishLine() throws IOException {
		CharWindow in = this.window;
		in.mark = in.position;
		long from = in.offset(in.position);
		boolean comment = false;
		for (int c = in.peek(0); c >= 0 && c != '\n'; c = in.peek(0)) {
			comment |= c == '-' && in.peek(1) == '-';
			if (!comment && c != ' ' && c != '\t' && c != '\f' && c != '\u000B') {
				throw in.place(in.position)
					.invalid("there is text behind COPY … FROM STDIN on its line",
							"Begin a new line: the data follows directly after the line of the COPY statement.");
			}
			in.position++;
			in.mark = in.position;
		}
		if (in.peek(0) == '\n') {
			in.position++;
			in.mark = in.position;
		}
		if (this.listener != null && in.offset(in.position) > from) {
			this.listener.segment(comment ? Category.COMMENT : Category.WHITE_SPACE, from, in.offset(in.position));
		}
	}

	@Override
	public void close() {
		// The script goes on after the data; the cursor closes it.
	}

}
