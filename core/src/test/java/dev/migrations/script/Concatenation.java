package dev.migrations.script;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.SplitScript.Piece;

/**
 * Script that is made of statements again.
 */
final class Concatenation {

	private Concatenation() {
	}

	static String of(Vendor vendor, SplitScript split) {
		boolean mySql = vendor == Vendor.MARIADB || vendor == Vendor.MYSQL;
		String delimiter = mySql ? delimiterNotIn(split) : ";";
		StringBuilder script = new StringBuilder(mySql ? "DELIMITER " + delimiter + "\n" : "");
		for (Piece piece : split.pieces()) {
			script.append(piece.statement().text()).append(delimiter).append('\n');
			if (piece.data() != null) {
				script.append(piece.data()).append("\\.\n");
			}
		}
		return script.toString();
	}

	/** A body may hold any delimiter that a client knows. */
	private static String delimiterNotIn(SplitScript split) {
		int number = 0;
		while (String.join("", split.texts()).contains("~" + number + "~")) {
			number++;
		}
		return "~" + number + "~";
	}

}
