package dev.migrations.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Spells the version that follows the highest one, as that one is spelled.
 * <ol>
 * <li>A date, with or without a time, is followed by the date of today, in UTC.</li>
 * <li>Of anything else the last number is incremented, with as many digits as it
 * had.</li>
 * <li>What comes out must be above the highest version; otherwise the version that
 * follows that one is taken.</li>
 * </ol>
 */
final class NextVersion {

	private static final List<String> DATES = List.of("yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMdd", "yyyy-MM-dd-HHmmss",
			"yyyy-MM-dd-HHmm", "yyyy-MM-dd");

	private final Instant now;

	NextVersion(Instant now) {
		this.now = now;
	}

	/**
	 * The highest version that is taken.
	 * @param found the scripts
	 * @param others versions that are taken without one of them
	 * @return the version; null if there is none
	 */
	static @Nullable Version highest(List<FoundScript> found, List<Version> others) {
		Version highest = null;
		for (Version version : others) {
			highest = (highest == null || version.compareTo(highest) > 0) ? version : highest;
		}
		for (FoundScript script : found) {
			Version version = script.name().version();
			highest = (version != null && (highest == null || version.compareTo(highest) > 0)) ? version : highest;
		}
		return highest;
	}

	/**
	 * Spells the next version.
	 * @param like how the highest one is spelled
	 * @param highest the highest version there is
	 */
	String after(String like, Version highest) {
		String date = date(like);
		String next = (date != null) ? date : incremented(like);
		return (version(next).compareTo(highest) > 0) ? next : spelled(highest.next(), like);
	}

	/**
	 * Spells a version.
	 * @param version the version
	 * @param like how others are spelled
	 */
	static String spelled(Version version, String like) {
		String text = version.toString();
		if (text.indexOf('.') < 0) {
			// As many as its first number has, or as the date has.
			String digits = like.replaceFirst("[._].*", "").replace("-", "");
			return "0".repeat(Math.max(0, digits.length() - text.length())) + text;
		}
		return (like.indexOf('_') >= 0) ? text.replace('.', '_') : text;
	}

	private static Version version(String spelling) {
		return Version.of(spelling.replace("-", ""));
	}

	private @Nullable String date(String like) {
		LocalDateTime utc = LocalDateTime.ofInstant(this.now, ZoneOffset.UTC);
		for (String pattern : DATES) {
			if (pattern.length() == like.length() && (like.startsWith("19") || like.startsWith("20"))) {
				DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern);
				try {
					TemporalAccessor ignored = format.parse(like);
					return utc.format(format);
				}
				catch (DateTimeException ex) {
					// A number of that length that is no date.
				}
			}
		}
		return null;
	}

	private static String incremented(String like) {
		int start = like.length();
		while (start > 0 && ScriptName.isDigit(like.charAt(start - 1))) {
			start--;
		}
		String digits = like.substring(start);
		String next = Version.of(digits).next().toString();
		return like.substring(0, start) + "0".repeat(Math.max(0, digits.length() - next.length())) + next;
	}

}
