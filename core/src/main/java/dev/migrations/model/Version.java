package dev.migrations.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Version of a migration: a sequence of whole numbers of any length, such as {@code 1.2}
 * or {@code 20240101120000}.
 * <p>
 * Two versions are equal when their sequences are, after dropping the leading zeros of
 * every number and the trailing numbers that are zero: {@code 001}, {@code 1} and
 * {@code 1.0} are one version. {@link #toString()} is that normalised form.
 */
public final class Version implements Comparable<Version> {

	private final List<String> numbers;

	private final String normalized;

	private Version(List<String> numbers) {
		this.numbers = List.copyOf(numbers);
		this.normalized = String.join(".", numbers);
	}

	/**
	 * Reads a version whose numbers are separated by dots or underscores.
	 * @param text the version as it is spelled, for example {@code 001} or {@code 1_2}
	 * @return the version
	 * @throws IllegalArgumentException if the text is not a version
	 */
	public static Version of(String text) {
		List<String> numbers = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			char c = (i < text.length()) ? text.charAt(i) : '.';
			if (c == '.' || c == '_') {
				if (i == start) {
					throw notAVersion(text);
				}
				numbers.add(withoutLeadingZeros(text, start, i));
				start = i + 1;
			}
			else if (c < '0' || c > '9') {
				throw notAVersion(text);
			}
		}
		while (numbers.size() > 1 && numbers.get(numbers.size() - 1).equals("0")) {
			numbers.remove(numbers.size() - 1);
		}
		return new Version(numbers);
	}

	private static IllegalArgumentException notAVersion(String text) {
		return new IllegalArgumentException(
				"'" + text + "' is not a version: whole numbers separated by dots, such as 7 or 1.2, are expected");
	}

	private static String withoutLeadingZeros(String text, int start, int end) {
		int first = start;
		while (first < end - 1 && text.charAt(first) == '0') {
			first++;
		}
		return text.substring(first, end);
	}

	/**
	 * The version that follows this one when its last number is incremented.
	 * @return the next version
	 */
	public Version next() {
		List<String> next = new ArrayList<>(this.numbers);
		int last = next.size() - 1;
		next.set(last, increment(next.get(last)));
		return new Version(next);
	}

	private static String increment(String number) {
		char[] digits = number.toCharArray();
		for (int i = digits.length - 1; i >= 0; i--) {
			if (digits[i] != '9') {
				digits[i]++;
				return new String(digits);
			}
			digits[i] = '0';
		}
		return "1" + new String(digits);
	}

	@Override
	public int compareTo(Version other) {
		int common = Math.min(this.numbers.size(), other.numbers.size());
		for (int i = 0; i < common; i++) {
			int result = compareNumbers(this.numbers.get(i), other.numbers.get(i));
			if (result != 0) {
				return result;
			}
		}
		return Integer.compare(this.numbers.size(), other.numbers.size());
	}

	private static int compareNumbers(String left, String right) {
		return (left.length() != right.length()) ? Integer.compare(left.length(), right.length())
				: left.compareTo(right);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Version version && this.normalized.equals(version.normalized);
	}

	@Override
	public int hashCode() {
		return this.normalized.hashCode();
	}

	@Override
	public String toString() {
		return this.normalized;
	}

}
