package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.GeneratedScript.Part;

/**
 * Puts scripts together at random, from the things that mislead splitters: quotes in
 * comments, comments in quotes, bodies, words that look like keywords. It knows where
 * each statement begins and ends because it wrote them.
 */
final class ScriptGenerator {

	private static final String[] NASTY = { ";", "--", "-- ", "/*", "*/", "\"", "`", "$$", "$a$", "[", "]", "#", "//",
			"end", "END;", "begin ", "case", "\n", "\\.", "delimiter //", "é", "😀", "''", "\t", "@", "{", "}", "(",
			")", "if(", "loop", "\\restrict", "/*/", "/*!", "*", "/", "'" };

	private static final String[] WORDS = { "a", "b1", "end_at", "begin_at", "pending", "backend", "db_zp_beginn", "é",
			"casey", "if_x", "_", "loop_no", "t.c", "1", "42", "1.5", "0", "null", "x" };

	private static final String[] HEADS = { "select", "insert into t values", "update t set a =", "delete from t where",
			"SELECT", "create table t as select", "alter table t add", "Select", "values" };

	private static final String[] OPERATORS = { ",", "+", "-", "=", "<>", "||", "<", "and", "or" };

	private final Vendor vendor;

	private final RandomGenerator random;

	/** What ends statements at this point of the script. */
	private String delimiter = ";";

	ScriptGenerator(Vendor vendor, RandomGenerator random) {
		this.vendor = vendor;
		this.random = random;
	}

	GeneratedScript script(int longest) {
		this.delimiter = ";";
		List<Part> parts = new ArrayList<>();
		int count = this.random.nextInt(longest) + 1;
		while (parts.size() < count) {
			parts.add(part());
		}
		return new GeneratedScript(parts);
	}

	private Part part() {
		String before = gap();
		if (chance(10)) {
			return new Part(before + this.delimiter, null, "\n");
		}
		if (isMySql() && chance(10)) {
			return changeDelimiter(before);
		}
		if (this.vendor == Vendor.POSTGRESQL && chance(15)) {
			return chance(2) ? new Part(before + "\n\\restrict " + pick(WORDS), null, "\n") : copy(before);
		}
		return new Part(before, statement(), gap() + this.delimiter + (chance(4) ? "" : "\n"));
	}

	private Part changeDelimiter(String before) {
		String next = pick(";", "//", "$$", ";;", "~", "!!");
		Part part = new Part(before + "\n" + pick("DELIMITER ", "delimiter ", "  Delimiter\t") + next, null, "\n");
		this.delimiter = next;
		return part;
	}

	private Part copy(String before) {
		StringBuilder data = new StringBuilder();
		for (int lines = this.random.nextInt(4); lines > 0; lines--) {
			data.append(text().replace("\n", " ").replace("\\.", "\\\\.")).append(" \n");
		}
		return new Part(before, "copy t (" + identifier() + ") from stdin", ";\n" + data + "\\.\n");
	}

	private String statement() {
		return chance(4) ? body() : pick(HEADS) + " " + expression(3);
	}

	private String body() {
		return switch (this.vendor) {
			case SQLITE -> "create " + pick("", "temp ", "TEMPORARY ") + "trigger " + identifier()
					+ " after insert on t" + space() + "begin" + space() + statements(";") + space() + "end";
			case POSTGRESQL -> chance(2) ? dollarFunction() : "create function f() returns int" + space() + "begin"
					+ space() + "atomic" + space() + statements(";") + space() + "end";
			case MARIADB, MYSQL -> "create procedure p()" + space() + compound(2);
			case H2 -> "create alias f as $$ " + text().replace("$", "") + " $$";
			case CLICKHOUSE -> pick(HEADS) + " $x$" + text().replace("$", "") + "$x$";
		};
	}

	private String dollarFunction() {
		String tag = pick("$$", "$a$", "$body_1$", "$é$");
		return "create function f() returns int language plpgsql as " + tag + text().replace("$", "") + tag;
	}

	private String statements(String delimiter) {
		StringBuilder statements = new StringBuilder();
		for (int count = 1 + this.random.nextInt(3); count > 0; count--) {
			statements.append(pick("select ", "insert into t select ", "delete from t where "))
				.append(expression(2))
				.append(space())
				.append(delimiter)
				.append(space());
		}
		return statements.toString();
	}

	/** A block of a stored routine; the statements in it end with semicolons. */
	private String compound(int depth) {
		if (depth == 0) {
			return "select " + expression(1);
		}
		String inner = compound(depth - 1) + space() + ";" + space() + compound(depth - 1) + ";" + space();
		return switch (this.random.nextInt(6)) {
			case 0 -> "begin" + space() + inner + "end";
			case 1 -> "if" + space() + expression(1) + " then " + inner + "end if";
			case 2 -> "case a when " + expression(1) + " then " + inner + " end case";
			case 3 -> "while " + expression(1) + " do " + inner + "end while";
			case 4 -> "repeat " + inner + "until " + expression(1) + " end repeat";
			default -> "l" + space() + ":" + space() + "loop " + inner + "end loop" + space() + "l";
		};
	}

	private String expression(int depth) {
		StringBuilder expression = new StringBuilder(value(depth));
		for (int count = this.random.nextInt(4); count > 0; count--) {
			expression.append(space()).append(pick(OPERATORS)).append(space()).append(value(depth));
		}
		return expression.toString();
	}

	private String value(int depth) {
		List<Supplier<String>> values = new ArrayList<>();
		values.add(() -> pick(WORDS));
		values.add(this::string);
		values.add(this::identifier);
		if (depth > 0) {
			values.add(() -> "(" + space() + expression(depth - 1) + space() + ")");
			values.add(() -> "case when " + expression(depth - 1) + " then " + value(depth - 1) + space() + "end");
			values.add(() -> pick("if", "replace", "left", "repeat", "coalesce").transform(
					(name) -> isMySql() ? name : name.replace("if", "nullif")) + "(" + expression(depth - 1) + ")");
		}
		return values.get(this.random.nextInt(values.size())).get();
	}

	private String string() {
		String text = text();
		String doubled = "'" + text.replace("'", "''") + "'";
		String escaped = text.replace("\\", "\\\\").replace("'", "\\'");
		return switch (this.vendor) {
			case POSTGRESQL -> switch (this.random.nextInt(4)) {
				case 0 -> "E'" + escaped + "'";
				case 1 -> "$q$" + text.replace("$", "") + "$q$";
				case 2 -> "U&" + doubled;
				default -> doubled;
			};
			case MARIADB, MYSQL, CLICKHOUSE -> "'" + escaped + "'";
			case H2, SQLITE -> doubled;
		};
	}

	private String identifier() {
		String text = text();
		String doubled = "\"" + text.replace("\"", "\"\"") + "\"";
		return switch (this.vendor) {
			case POSTGRESQL, H2 -> doubled;
			case SQLITE -> switch (this.random.nextInt(3)) {
				case 0 -> "[" + text.replace("]", "") + "]";
				case 1 -> "`" + text.replace("`", "``") + "`";
				default -> doubled;
			};
			case MARIADB, MYSQL -> "`" + text.replace("`", "``") + "`";
			case CLICKHOUSE -> "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`";
		};
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		for (int count = this.random.nextInt(5); count > 0; count--) {
			text.append(pick(NASTY)).append(chance(3) ? pick(WORDS) : "");
		}
		return text.toString();
	}

	/** White space inside of a statement, perhaps with a comment. */
	private String space() {
		return chance(6) ? " " + comment() + " " : pick(" ", "\n", "  ", "\t", " \n ");
	}

	/** What may stand between statements. */
	private String gap() {
		StringBuilder gap = new StringBuilder(pick("", "", "\n", " "));
		for (int count = this.random.nextInt(3); count > 0; count--) {
			gap.append(comment()).append(pick("", "\n", " "));
		}
		return gap.toString();
	}

	private String comment() {
		String text = text().replace("\n", "");
		List<String> comments = new ArrayList<>();
		comments.add("-- " + text + "\n");
		// A star keeps what follows from making the comment code, or a hint.
		String inner = text.replace("*", "").replace("/", "");
		boolean nests = this.vendor == Vendor.POSTGRESQL || this.vendor == Vendor.H2;
		comments.add("/* " + inner + (nests && chance(2) ? "/* " + inner + "*/ " + inner : "") + " */");
		if (isMySql() || this.vendor == Vendor.CLICKHOUSE) {
			comments.add("# " + text + "\n");
		}
		if (this.vendor == Vendor.H2) {
			comments.add("// " + text + "\n");
		}
		return comments.get(this.random.nextInt(comments.size()));
	}

	private boolean isMySql() {
		return this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
	}

	private boolean chance(int oneIn) {
		return this.random.nextInt(oneIn) == 0;
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
