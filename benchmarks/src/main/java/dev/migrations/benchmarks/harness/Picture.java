package dev.migrations.benchmarks.harness;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Bars on a logarithmic scale, as SVG: one group for each row of a sheet.
 */
final class Picture {

	private static final Map<Competitor, String> COLOURS = Map.of(Competitor.OURS, "#1a7f37", Competitor.FLYWAY,
			"#cf222e", Competitor.FLYWAY_NEWEST, "#fa4549", Competitor.LIQUIBASE, "#8250df");

	private static final String LIMIT = "#8c959f";

	private static final int LABELS = 250;

	private static final int BARS = 560;

	private static final int BAR = 13;

	private final StringBuilder svg = new StringBuilder();

	private int y = 10;

	private Picture() {
	}

	/**
	 * Draws some of the rows of sheets.
	 * @param rows the rows by sheet
	 * @return the picture
	 */
	static String of(Map<Sheet, Set<String>> rows) {
		Picture picture = new Picture();
		rows.forEach(picture::draw);
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + (LABELS + BARS + 110) + "\" height=\"" + picture.y
				+ "\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
				+ picture.svg + "</svg>\n";
	}

	private void draw(Sheet sheet, Set<String> rows) {
		text(10, this.y + 12, "start", "bold", sheet.title() + ", " + sheet.unit() + ", logarithmic");
		this.y += 24;
		double lowest = Double.MAX_VALUE;
		double highest = 0;
		for (String row : rows) {
			for (Competitor column : sheet.columns()) {
				Double value = sheet.median(row, column);
				if (value != null) {
					lowest = Math.min(lowest, value);
					highest = Math.max(highest, value);
				}
			}
		}
		double origin = Math.pow(10, Math.floor(Math.log10(lowest * 0.7)));
		for (String row : rows) {
			text(10, this.y + BAR - 3, "start", "normal", row);
			for (Competitor column : sheet.columns()) {
				Double value = sheet.median(row, column);
				if (value != null) {
					bar(column, value, Math.log(value / origin) / Math.log(highest / origin));
				}
			}
			this.y += 6;
		}
		this.y += 8;
	}

	private void bar(Competitor column, double value, double length) {
		text(LABELS - 6, this.y + BAR - 3, "end", "normal", column.toString());
		int width = (int) Math.max(2, Math.round(length * BARS));
		this.svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
				LABELS, this.y, width, BAR - 2, COLOURS.getOrDefault(column, LIMIT)));
		text(LABELS + width + 5, this.y + BAR - 3, "start", "normal", Sheet.number(value));
		this.y += BAR;
	}

	private void text(int x, int y, String anchor, String weight, String text) {
		this.svg.append(
				String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n",
						x, y, anchor, weight, text));
	}

}
