package dev.migrations.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Table of medians: one row for each situation, one column for each competitor. Behind a
 * number stands its ratio to ours in the same row, or, in a table of differences, the
 * standard deviation of the median.
 */
final class Sheet {

	private final String title;

	private final String unit;

	private final boolean differences;

	private final Map<String, Map<Competitor, List<Double>>> rows = new LinkedHashMap<>();

	private final Map<String, Map<Competitor, String>> failures = new LinkedHashMap<>();

	private final Set<Competitor> columns = new LinkedHashSet<>();

	/**
	 * Creates a sheet.
	 * @param title its title
	 * @param unit the unit of its numbers
	 */
	Sheet(String title, String unit) {
		this(title, unit, false);
	}

	private Sheet(String title, String unit, boolean differences) {
		this.title = title;
		this.unit = unit;
		this.differences = differences;
	}

	/**
	 * Creates a sheet of differences between two that were measured one after the other.
	 * @param title its title
	 * @param unit the unit of its numbers
	 * @return the sheet
	 */
	static Sheet ofDifferences(String title, String unit) {
		return new Sheet(title, unit, true);
	}

	void add(String row, Competitor column, double value) {
		this.columns.add(column);
		this.rows.computeIfAbsent(row, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(column, (key) -> new ArrayList<>())
			.add(value);
	}

	void fail(String row, Competitor column, String why) {
		this.columns.add(column);
		this.rows.computeIfAbsent(row, (key) -> new LinkedHashMap<>());
		this.failures.computeIfAbsent(row, (key) -> new LinkedHashMap<>()).put(column, why);
	}

	boolean hasFailed(String row, Competitor column) {
		return this.failures.getOrDefault(row, Map.of()).containsKey(column);
	}

	String title() {
		return this.title;
	}

	String unit() {
		return this.unit;
	}

	Set<String> rows() {
		return this.rows.keySet();
	}

	List<Competitor> columns() {
		return this.columns.stream().sorted().toList();
	}

	/**
	 * The median of a cell.
	 * @return null if nothing was measured
	 */
	@Nullable Double median(String row, Competitor column) {
		return median(values(row, column));
	}

	private List<Double> values(String row, Competitor column) {
		return this.rows.getOrDefault(row, Map.of()).getOrDefault(column, List.of());
	}

	/**
	 * The median of numbers.
	 * @return null if there are none
	 */
	static @Nullable Double median(List<Double> values) {
		if (values.isEmpty()) {
			return null;
		}
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	String markdown() {
		StringBuilder text = new StringBuilder("### ").append(this.title)
			.append(" (")
			.append(this.unit)
			.append(")\n\n| |");
		columns().forEach((column) -> text.append(' ').append(column).append(" |"));
		text.append("\n|---|").append(columns().stream().map((column) -> "---:|").collect(Collectors.joining()));
		for (String row : rows()) {
			text.append("\n| ").append(row).append(" |");
			columns().forEach((column) -> text.append(' ').append(cell(row, column)).append(" |"));
		}
		return text.append('\n').toString();
	}

	private String cell(String row, Competitor column) {
		Double value = median(row, column);
		String failure = this.failures.getOrDefault(row, Map.of()).get(column);
		if (value == null) {
			return (failure != null) ? failure : "–";
		}
		if (this.differences) {
			return number(value) + " ± " + number(deviation(values(row, column)));
		}
		Double ours = median(row, Competitor.OURS);
		String ratio = (ours == null || ours == 0 || column == Competitor.OURS) ? ""
				: String.format(Locale.ROOT, (value / ours < 10) ? " (%.1f×)" : " (%.0f×)", value / ours);
		return number(value) + ratio + ((failure != null) ? ", " + failure : "");
	}

	/**
	 * The standard deviation of the median of numbers, estimated from theirs.
	 */
	private static double deviation(List<Double> values) {
		double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
		double squares = values.stream().mapToDouble((value) -> (value - mean) * (value - mean)).sum();
		return (values.size() < 2) ? 0 : Math.sqrt(Math.PI / 2 * squares / (values.size() - 1) / values.size());
	}

	static String number(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) < 10 && value != Math.rint(value)) ? "%.1f" : "%,.0f",
				value);
	}

}
