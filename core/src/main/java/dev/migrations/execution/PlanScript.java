package dev.migrations.execution;

import java.io.IOException;
import java.io.Reader;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.history.History;
import dev.migrations.history.HistorySql;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.model.Version;
import dev.migrations.plan.Step;
import dev.migrations.script.FramedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of a plan as one SQL script that leaves the same database behind, the
 * rows of the history included.
 * <ol>
 * <li>The history table is created, or gets the columns that it lacks.</li>
 * <li>Each migration is a transaction where the database can roll back its statements;
 * what has to be committed in between is.</li>
 * <li>Behind its statements follows its row.</li>
 * </ol>
 * Guards are written as comments, for what they ask of the catalog may depend on the
 * statements before them.
 */
public final class PlanScript {

	private final Dialect dialect;

	private final HistorySql history;

	private final ScriptOpener scripts;

	private final List<String> schema;

	/**
	 * Creates a writer.
	 * @param dialect the database
	 * @param history words what is done to the history
	 * @param scripts opens the scripts
	 * @param schema statements that let the session work in a schema of its own; none if
	 * it stays where it is
	 */
	public PlanScript(Dialect dialect, HistorySql history, ScriptOpener scripts, List<String> schema) {
		this.dialect = dialect;
		this.history = history;
		this.scripts = scripts;
		this.schema = List.copyOf(schema);
	}

	/**
	 * Writes the script.
	 * @param out receives it
	 * @param steps what to apply, in order
	 * @param found the history as it was read
	 * @param baseline version at which the schema is baselined first; null if it is not
	 * @throws IOException if it cannot be written, or a migration cannot be read
	 */
	public void write(Appendable out, List<Step> steps, History found, @Nullable Version baseline) throws IOException {
		boolean guarded = check(steps);
		out.append("-- ")
			.append(String.valueOf(steps.size()))
			.append((steps.size() == 1) ? " migration" : " migrations");
		out.append(" for ").append(this.dialect.vendor().id()).append(", with the rows of the history.\n");
		if (!this.dialect.transactionalDdl()) {
			out.append("-- Statements commit by themselves here: after a failure, go on behind what is in force.\n");
		}
		if (guarded) {
			out.append(
					"-- Guards are not evaluated here: a statement below '-- migrations: if' or 'unless' is to be\n");
			out.append("-- executed only where that holds. Decide it, and take out what is not to be executed.\n");
		}
		if (steps.isEmpty()) {
			return;
		}
		for (String statement : this.schema) {
			out.append(statement).append(";\n");
		}
		for (String statement : this.history.prepare(found)) {
			out.append(statement).append(";\n");
		}
		if (baseline != null) {
			out.append(this.history.baseline(baseline)).append(";\n");
		}
		for (Step step : steps) {
			write(out, step);
		}
	}

	/**
	 * Makes sure that all of it can be written, before anything is.
	 * @return whether there are guards
	 */
	private boolean check(List<Step> steps) throws IOException {
		boolean guarded = false;
		for (Step step : steps) {
			requireWhole(step);
			if (step.script().code() != null) {
				throw new InvalidMigrationException(
						step.scriptName() + " is written in Java, so it cannot be written as SQL.",
						"Write the SQL up to the version before it, with a target.");
			}
			try (OpenScript script = this.scripts.open(step.script())) {
				for (FramedStatement next = script.next(); next != null; next = script.next()) {
					script.resolved(next.statement());
					guarded |= next.statement().guard() != null;
				}
			}
		}
		return guarded;
	}

	private static void requireWhole(Step step) {
		AppliedMigration row = step.previous();
		if (row != null && (row.state() == HistoryState.RUNNING || row.state() == HistoryState.FAILED)) {
			throw new MigrationHistoryException(
					step.scriptName() + " is " + row.state() + ", so a part of it is in force already.",
					"Start again to finish it, then write the SQL of what is left.");
		}
	}

	private void write(Appendable out, Step step) throws IOException {
		ResolvedMigration migration = step.script();
		out.append("\n-- ").append(step.scriptName()).append(" (").append(step.reason()).append(")\n");
		try (OpenScript script = this.scripts.open(migration)) {
			Transaction transaction = new Transaction(out, this.dialect);
			SegmentRules rules = new SegmentRules(this.dialect, migration.options().transactional());
			int segment = 1;
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = next.statement();
				boolean outside = rules.isAlone(statement, next.frame() != null)
						|| SqlitePragmas.isSetting(this.dialect.vendor(), statement);
				if (next.segment() != segment || outside || rules.usesNewEnumValue(statement, script)) {
					transaction.commit();
					rules.committed();
				}
				segment = next.segment();
				if (!outside) {
					transaction.begin((next.frame() != null) ? next.frame().modes() : "");
					rules.passed(statement);
				}
				write(out, script, statement);
				if (!migration.options().transactional()) {
					transaction.commit();
				}
			}
			transaction.begin("");
			HistoryState state = HistoryState.completed(migration.type());
			for (String statement : this.history.record(migration, step.previous(), state)) {
				out.append(statement).append(";\n");
			}
			transaction.commit();
		}
	}

	private void write(Appendable out, OpenScript script, Statement statement) throws IOException {
		if (statement.guard() != null) {
			out.append("-- migrations: ").append(statement.guard().toString()).append('\n');
		}
		String text = script.resolved(statement).text();
		boolean mysql = this.dialect.vendor() == Vendor.MARIADB || this.dialect.vendor() == Vendor.MYSQL;
		if (mysql && text.indexOf(';') >= 0) {
			String delimiter = text.contains("$$") ? "//" : "$$";
			out.append("DELIMITER ").append(delimiter).append('\n');
			out.append(text).append('\n').append(delimiter).append("\nDELIMITER ;\n");
			return;
		}
		out.append(text).append(";\n");
		if (statement.kind() == StatementKind.COPY) {
			copy(script.copyData(), out);
			out.append("\\.\n");
		}
	}

	private static void copy(Reader data, Appendable out) throws IOException {
		char[] buffer = new char[8192];
		char last = '\n';
		for (int length = data.read(buffer); length > 0; length = data.read(buffer)) {
			out.append(new String(buffer, 0, length));
			last = buffer[length - 1];
		}
		if (last != '\n') {
			out.append('\n');
		}
	}

	/**
	 * Transaction in the script that is written.
	 */
	private static final class Transaction {

		private final Appendable out;

		private final Dialect dialect;

		private boolean open;

		Transaction(Appendable out, Dialect dialect) {
			this.out = out;
			this.dialect = dialect;
		}

		void begin(String modes) throws IOException {
			if (!this.open && this.dialect.transactionalDdl()) {
				this.out
					.append((this.dialect.vendor() == Vendor.SQLITE) ? "BEGIN IMMEDIATE" : ("BEGIN " + modes).strip())
					.append(";\n");
				this.open = true;
			}
		}

		void commit() throws IOException {
			if (this.open) {
				this.out.append("COMMIT;\n");
				this.open = false;
			}
		}

	}

}
