package dev.migrations.model;

/**
 * Version of a migration: a sequence of whole numbers of any length, such as {@code 1.2}
 * or {@code 20240101120000}.
 * <p>
 * Two versions are equal when their sequences are, after dropping the leading zeros of
 * every number and the trailing numbers that are zero: {@code 001}, {@code 1} and
 * {@code 1.0} are one version. {@link #toString()} is that normalised form.
 */
public final class Version implements Comparable<Version> {

	private final String normalized;

	private Version(String normalized) {
		this.normalized = normalized;
	}

	/**
	 * Reads a version whose numbers are separated by dots or underscores.
	 * @param text the version as it is spelled, for example {@code 001} or {@code 1_2}
	 * @return the version
	 * @throws IllegalArgumentException if the text is not a version
	 */
	public static Version of(String text) {
		boolean normal = true;
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			char c = (i < text.length()) ? text.charAt(i) : '.';
			if (c == '.' || c == '_') {
				if (i == start) {
					throw notAVersion(text);
				}
				// A number that is 0, or begins with it, may have to go.
				normal &= c == '.' && text.charAt(start) != '0';
				start = i + 1;
			}
			else if (c < '0' || c > '9') {
				throw notAVersion(text);
			}
		}
		return new Version(normal ? text : normalized(text));
	}

	private static String normalized(String text) {
		StringBuilder normalized = new StringBuilder(text.length());
		int significant = 0;
		for (int start = 0; start < text.length();) {
			int first = start;
			int end = start;
			while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '_') {
				end++;
			}
			while (first < end - 1 && text.charAt(first) == '0') {
				first++;
			}
			normalized.append((start > 0) ? "." : "").append(text, first, end);
			if (start == 0 || text.charAt(first) != '0') {
				significant = normalized.length();
			}
			start = end + 1;
		}
		normalized.setLength(significant);
		return normalized.toString();
	}

	private static IllegalArgumentException notAVersion(String text) {
		return new IllegalArgumentException(
				"'" + text + "' is not a version: whole numbers separated by dots, such as 7 or 1.2, are expected");
	}

	/**
	 * The version that follows this one when its last number is incremented.
	 * @return the next version
	 */
	public Version next() {
		int last = this.normalized.lastIndexOf('.') + 1;
		return new Version(this.normalized.substring(0, last) + increment(this.normalized.substring(last)));
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
		String left = this.normalized;
		String right = other.normalized;
		int leftStart = 0;
		int rightStart = 0;
		while (leftStart <= left.length() && rightStart <= right.length()) {
			int leftEnd = endOfNumber(left, leftStart);
			int rightEnd = endOfNumber(right, rightStart);
			int result = Integer.compare(leftEnd - leftStart, rightEnd - rightStart);
			for (int i = 0; result == 0 && leftStart + i < leftEnd; i++) {
				result = Character.compare(left.charAt(leftStart + i), right.charAt(rightStart + i));
			}
			if (result != 0) {
				return result;
			}
			leftStart = leftEnd + 1;
			rightStart = rightEnd + 1;
		}
		return Boolean.compare(leftStart <= left.length(), rightStart <= right.length());
	}

	private static int endOfNumber(String normalized, int start) {
		int dot = normalized.indexOf('.', start);
		return (dot >= 0) ? dot : normalized.length();
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
