package dev.migrations.script;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.migrations.dialect.Vendor;

/**
 * Target of the coverage-guided fuzzer: any text must be split, or end in an error with a
 * place, whatever size its pieces arrive in.
 */
public final class SplitterFuzz {

	private static Vendor vendor = Vendor.POSTGRESQL;

	private SplitterFuzz() {
	}

	/**
	 * Chooses the database.
	 * @param args its id
	 */
	public static void fuzzerInitialize(String[] args) {
		vendor = Vendor.valueOf(args[0].toUpperCase(Locale.ROOT));
	}

	/**
	 * Splits one input.
	 * @param input the bytes, read as UTF-8
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		check(vendor, new String(input, StandardCharsets.UTF_8));
	}

	static void check(Vendor vendor, String text) {
		SplitterInvariants.check(vendor, text);
		SplitScript whole = SplitScript.of(vendor, text);
		SplitScript chunked = SplitScript.of(vendor, new ChunkedReader(text, 3, SplitterSeed.random(text.length())));
		if (!whole.pieces().equals(chunked.pieces())) {
			throw new AssertionError("depends on how the text arrives");
		}
		if (whole.error() == null) {
			SplitScript again = SplitScript.of(vendor, Concatenation.of(vendor, whole));
			if (!again.texts().equals(whole.texts())) {
				throw new AssertionError("the concatenation gives " + again + " instead of " + whole);
			}
		}
	}

}
