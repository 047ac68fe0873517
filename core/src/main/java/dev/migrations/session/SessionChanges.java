package dev.migrations.session;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Which statements change the session, as far as their texts tell: settings, and
 * temporary tables, which live as long as it does.
 * <p>
 * What a statement executes can do so as well: on PostgreSQL a function, a procedure or
 * an anonymous block, on MariaDB and MySQL a procedure, a block or what was prepared.
 * Where that is the purpose of a statement it is expected of it. It is not of one that
 * changes data or the schema, which hardly ever does so by the way, unless it names the
 * function that sets something.
 */
final class SessionChanges {

	private static final String SETTING_FUNCTION = "set_config";

	private static final int UNDERSCORE = SETTING_FUNCTION.indexOf('_');

	private final boolean postgres;

	private final boolean mysql;

	SessionChanges(Vendor vendor) {
		this.postgres = vendor == Vendor.POSTGRESQL;
		this.mysql = vendor == Vendor.MARIADB || vendor == Vendor.MYSQL;
	}

	/**
	 * Whether a statement does so, and little else: the query with which every dump
	 * begins is one.
	 */
	boolean areMadeBy(Statement statement) {
		// Neither this nor the next is a switch, which would be one more class for a new
		// JVM that migrates.
		StatementKind kind = statement.kind();
		return kind == StatementKind.SESSION || (kind == StatementKind.DDL && createsTemporary(statement.text()))
				|| (kind == StatementKind.QUERY && this.postgres && callsSettingFunction(statement.text()));
	}

	/**
	 * Whether a statement may do so by what it executes.
	 */
	boolean mayBeMadeBy(Statement statement) {
		StatementKind kind = statement.kind();
		if (this.mysql) {
			return (kind == StatementKind.OTHER && statement.transactional())
					|| (kind == StatementKind.QUERY && statement.text().indexOf('@') >= 0);
		}
		return this.postgres
				&& (kind == StatementKind.OTHER || (kind == StatementKind.QUERY && statement.text().indexOf('(') >= 0)
						|| (kind == StatementKind.DML && callsSettingFunction(statement.text())));
	}

	/**
	 * Looks for the rare character of the name first, because texts may be long.
	 */
	private static boolean callsSettingFunction(String text) {
		for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
			int begin = i - UNDERSCORE;
			if (text.regionMatches(true, begin, SETTING_FUNCTION, 0, SETTING_FUNCTION.length())
					&& NameMention.isAt(begin, SETTING_FUNCTION, text)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether one of the three words behind {@code CREATE} says so.
	 */
	private static boolean createsTemporary(String text) {
		if (!isWord(text, 0, endOfWord(text, 0), "CREATE")) {
			return false;
		}
		int end = "CREATE".length();
		for (int i = 0; i < 3; i++) {
			int begin = end;
			while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
				begin++;
			}
			end = endOfWord(text, begin);
			if (isWord(text, begin, end, "TEMP") || isWord(text, begin, end, "TEMPORARY")) {
				return true;
			}
		}
		return false;
	}

	private static int endOfWord(String text, int begin) {
		int end = begin;
		while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static boolean isWord(String text, int begin, int end, String word) {
		return end - begin == word.length() && text.regionMatches(true, begin, word, 0, word.length());
	}

}
