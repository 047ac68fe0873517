package dev.migrations.boot.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Table that fits its terminal: with box lines on a terminal, with two spaces between
 * columns elsewhere.
 * <p>
 * What is too wide gives way in this order:
 * <ol>
 * <li>Columns that may be cut are narrowed, the widest first, down to the width that they
 * need at least.</li>
 * <li>Columns are left out, beginning with the highest {@link Column#rank()}, until the
 * rest fits. A column of rank 0 always stays.</li>
 * </ol>
 */
public final class Table {

	private final Terminal terminal;

	private final List<Column> columns;

	private final List<List<Cell>> rows = new ArrayList<>();

	/**
	 * Creates a table without rows.
	 * @param terminal where it is to be printed
	 * @param columns its columns
	 */
	public Table(Terminal terminal, Column... columns) {
		this.terminal = terminal;
		this.columns = List.of(columns);
	}

	/**
	 * Adds a row.
	 * @param cells one for each column
	 */
	public void row(Cell... cells) {
		if (cells.length != this.columns.size()) {
			throw new IllegalArgumentException(cells.length + " cells in " + this.columns.size() + " columns");
		}
		this.rows.add(List.of(cells));
	}

	/**
	 * Prints it.
	 */
	public void print() {
		boolean boxed = this.terminal.features().interactive();
		int[] shown = IntStream.range(0, this.columns.size()).filter(this::hasContent).toArray();
		int[] widths = widths(shown);
		while (!fit(shown, widths, boxed)) {
			int[] fewer = withoutLeastImportant(shown);
			if (fewer.length == shown.length) {
				break;
			}
			shown = fewer;
			widths = widths(shown);
		}
		if (boxed) {
			printBoxed(shown, widths);
		}
		else {
			printPlain(shown, widths);
		}
	}

	private boolean hasContent(int column) {
		return this.rows.stream().anyMatch((row) -> !row.get(column).text().isEmpty());
	}

	private int[] widths(int[] shown) {
		return Arrays.stream(shown)
			.map((column) -> Math.max(DisplayWidth.of(this.columns.get(column).title()),
					this.rows.stream().mapToInt((row) -> row.get(column).width()).max().orElse(0)))
			.toArray();
	}

	/**
	 * Narrows columns until they fit.
	 * @return false if they cannot be narrowed that far
	 */
	private boolean fit(int[] shown, int[] widths, boolean boxed) {
		int frame = boxed ? 3 * shown.length + 1 : 2 * (shown.length - 1);
		long excess = (long) frame + Arrays.stream(widths).sum() - this.terminal.features().width();
		while (excess > 0) {
			int widest = IntStream.range(0, shown.length)
				.filter((i) -> widths[i] > this.columns.get(shown[i]).atLeast())
				.boxed()
				.max(Comparator.comparingInt((i) -> widths[i]))
				.orElse(-1);
			if (widest < 0) {
				return false;
			}
			widths[widest]--;
			excess--;
		}
		return true;
	}

	private int[] withoutLeastImportant(int[] shown) {
		int worst = Arrays.stream(shown).map((column) -> this.columns.get(column).rank()).max().orElse(0);
		return (worst == 0) ? shown
				: Arrays.stream(shown).filter((column) -> this.columns.get(column).rank() < worst).toArray();
	}

	private void printBoxed(int[] shown, int[] widths) {
		boolean symbols = this.terminal.features().symbols();
		String side = symbols ? "│" : "|";
		this.terminal.line(edge(widths, symbols ? "┌─┬┐" : "+-++"));
		line(shown, widths, side + " ", " " + side + " ", " " + side, titles());
		this.terminal.line(edge(widths, symbols ? "├─┼┤" : "+-++"));
		this.rows.forEach((row) -> line(shown, widths, side + " ", " " + side + " ", " " + side, row));
		this.terminal.line(edge(widths, symbols ? "└─┴┘" : "+-++"));
	}

	private static String edge(int[] widths, String characters) {
		StringBuilder edge = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			edge.append(characters.charAt((i == 0) ? 0 : 2)).append(characters.substring(1, 2).repeat(widths[i] + 2));
		}
		return edge.append(characters.charAt(3)).toString();
	}

	private void printPlain(int[] shown, int[] widths) {
		line(shown, widths, "", "  ", "", titles());
		this.rows.forEach((row) -> line(shown, widths, "", "  ", "", row));
	}

	private List<Cell> titles() {
		return this.columns.stream().map((column) -> new Cell(column.title(), Style.BOLD)).toList();
	}

	private void line(int[] shown, int[] widths, String left, String between, String right, List<Cell> cells) {
		StringBuilder line = new StringBuilder(left);
		for (int i = 0; i < shown.length; i++) {
			Cell cell = cells.get(shown[i]).within(widths[i], this.terminal.symbol("…", "~"));
			String padding = " ".repeat(widths[i] - cell.width());
			String text = this.terminal.styled(cell.style(), cell.text());
			line.append((i > 0) ? between : "").append(text).append(padding);
		}
		this.terminal.line(line.append(right).toString().stripTrailing());
	}

	/**
	 * Column of a table. It is left out where every cell of it is empty.
	 *
	 * @param title what stands above it
	 * @param rank how soon it is left out where there is no room; 0 for never
	 * @param atLeast how narrow it may become; {@link Integer#MAX_VALUE} if it may not be
	 * cut
	 */
	public record Column(String title, int rank, int atLeast) {

		/**
		 * A column that is not cut.
		 * @param title what stands above it
		 * @param rank how soon it is left out
		 * @return the column
		 */
		public static Column fixed(String title, int rank) {
			return new Column(title, rank, Integer.MAX_VALUE);
		}

	}

	/**
	 * Cell of a table.
	 *
	 * @param text its text, in one line; what controls a terminal is taken out of it
	 * @param style how it stands out
	 */
	public record Cell(String text, Style style) {

		/**
		 * Takes out what controls a terminal.
		 * @param text its text
		 * @param style how it stands out
		 */
		public Cell {
			text = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", " ");
		}

		/**
		 * A cell that does not stand out.
		 * @param text its text
		 * @return the cell
		 */
		public static Cell of(String text) {
			return new Cell(text, Style.PLAIN);
		}

		private int width() {
			return DisplayWidth.of(this.text);
		}

		private Cell within(int width, String ellipsis) {
			return (width() <= width) ? this : new Cell(DisplayWidth.cut(this.text, width - 1) + ellipsis, this.style);
		}

	}

}
