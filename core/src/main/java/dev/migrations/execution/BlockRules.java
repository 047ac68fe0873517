package dev.migrations.execution;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ObjectName;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.model.StatementLimits;
import dev.migrations.script.FramedStatement;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;
import dev.migrations.session.SessionState;

/**
 * What may stand in a block of MariaDB and does there exactly what it does alone.
 * <ol>
 * <li>Scripts with transactions of their own, guards, limits of their own or code in them
 * stay out. So do all of them where statements may only run for so long: the server would
 * limit the block as a whole.</li>
 * <li>Of DDL, what creates, changes, renames and drops tables, indexes, views and
 * sequences, if the catalog shows for certain whether it took effect.</li>
 * <li>Of DML, what returns nothing and sets nothing for the session.</li>
 * <li>A text that holds more than one statement, as it can between other delimiters,
 * would be refused alone, and stays out.</li>
 * </ol>
 */
final class BlockRules {

	private static final Set<String> DDL = Set.of("CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE");

	private static final Set<String> DML = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");

	private static final Set<String> STORED = Set.of("TABLE", "INDEX", "VIEW", "SEQUENCE");

	private static final Pattern RETURNS = Pattern.compile("\\bRETURNING\\b", Pattern.CASE_INSENSITIVE);

	private final InDoubt inDoubt;

	private final SessionState session;

	private final StatementLimits limits;

	BlockRules(InDoubt inDoubt, SessionState session, StatementLimits limits) {
		this.inDoubt = inDoubt;
		this.session = session;
		this.limits = limits;
	}

	boolean allow(ResolvedMigration migration) {
		return migration.code() == null && migration.options().transactional() && !migration.options().hasLimits()
				&& this.limits.timeout().isZero();
	}

	boolean allow(FramedStatement framed, Statement resolved) throws IOException {
		if (framed.frame() != null || framed.segment() != 1 || resolved.guard() != null) {
			return false;
		}
		boolean allowed = switch (resolved.kind()) {
			case DDL -> allowDdl(resolved);
			case DML -> DML.contains(StatementVerb.of(resolved)) && !RETURNS.matcher(resolved.text()).find()
					&& !this.session.mayBeChangedBy(resolved);
			default -> false;
		};
		return allowed && isOne(resolved.text());
	}

	private boolean allowDdl(Statement statement) {
		String verb = StatementVerb.of(statement);
		if (!DDL.contains(verb) || statement.objects().isEmpty() || this.session.mayBeChangedBy(statement)) {
			return false;
		}
		String type = statement.objects().get(0).type();
		boolean known = true;
		// Not a stream: a new JVM would set up its lambdas for this one.
		for (ObjectName object : statement.objects()) {
			known &= STORED.contains(object.type());
		}
		// The server refuses this one in a block.
		boolean refused = verb.equals("ALTER") && type.equals("VIEW");
		return known && !refused && this.inDoubt.isDecidable(statement);
	}

	private static boolean isOne(String text) throws IOException {
		if (text.indexOf(';') < 0) {
			return true;
		}
		try (StatementCursor statements = new StatementSplitter(Vendor.MARIADB, text.length() + 1).split("block",
				new StringReader(text))) {
			return statements.next() != null && statements.next() == null;
		}
		catch (InvalidScriptException ex) {
			return false;
		}
	}

}
