package dev.migrations.script;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.migrations.dialect.Vendor;

/**
 * Breaks scripts of the corpus and generated ones at random.
 */
final class ScriptMutator {

	private static final String[] SNIPPETS = { "'", "\"", "`", ";", "--", "/*", "*/", "$$", "$a$", "\\", "\\.", "\n",
			"begin", "end", "case", "(", ")", "[", "]", "E'", "U&'", "/*!", "/*+", "#", "delimiter ", "DELIMITER\n",
			"copy t from stdin;\n", "create trigger t ", "begin atomic", "create procedure ", "create function ", "if",
			"end if", "loop", "\uFEFF", "\uD800", "\uDC00", "é", "😀", "\u00A0", "\u2028", "\f", "-- migrations: ",
			"-- migrations: unless exists table(x)\n", "\t", "@", ".", "0", "\\restrict ", "//" };

	private final List<CorpusScript> corpus;

	private final ScriptGenerator generator;

	private final RandomGenerator random;

	ScriptMutator(Vendor vendor, RandomGenerator random) {
		this.corpus = CorpusScript.of(vendor);
		this.generator = new ScriptGenerator(vendor, random);
		this.random = random;
	}

	String next() {
		String text = original();
		for (int count = 1 + this.random.nextInt(4); count > 0; count--) {
			text = mutate(text);
		}
		return text;
	}

	private String original() {
		return (this.random.nextInt(3) == 0) ? this.generator.script(4).text()
				: this.corpus.get(this.random.nextInt(this.corpus.size())).text();
	}

	private String mutate(String text) {
		int from = this.random.nextInt(text.length() + 1);
		int to = from + this.random.nextInt(text.length() - from + 1);
		return switch (this.random.nextInt(7)) {
			case 0 -> text.substring(from);
			case 1 -> text.substring(0, from);
			case 2 -> text.substring(0, from) + text.substring(to);
			case 3 -> text.substring(0, from) + original() + text.substring(from);
			case 4 -> text.substring(0, to) + text.substring(from);
			default -> text.substring(0, from) + SNIPPETS[this.random.nextInt(SNIPPETS.length)] + text.substring(from);
		};
	}

}
