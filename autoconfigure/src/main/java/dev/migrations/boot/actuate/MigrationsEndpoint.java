package dev.migrations.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationStatus;
import dev.migrations.Migrator;
import dev.migrations.RunningMigration;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.autoconfigure.MigratorBeans;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.context.ApplicationContext;

/**
 * {@link Endpoint @Endpoint} that shows every migration with its state. It takes no lock
 * and changes nothing.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public final class MigrationsEndpoint {

	private static final int USUAL_PAGE = 20;

	private static final int LARGEST_PAGE = 100;

	private final ApplicationContext context;

	/**
	 * Creates an endpoint.
	 * @param context the context whose migrators are shown, and those of its parents
	 */
	public MigrationsEndpoint(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Every database of every context.
	 * @return the databases by context and name
	 */
	@ReadOperation
	public MigrationsDescriptor migrations() {
		Map<String, ContextDescriptor> contexts = new LinkedHashMap<>();
		for (ApplicationContext current = this.context; current != null; current = current.getParent()) {
			ApplicationContext parent = current.getParent();
			MigratorBeans migrators = new MigratorBeans(current);
			Map<String, DatabaseDescriptor> databases = new LinkedHashMap<>();
			migrators.databases().forEach((name) -> databases.put(name, describe(migrators, name)));
			contexts.put(id(current), new ContextDescriptor(databases, (parent != null) ? id(parent) : null));
		}
		return new MigrationsDescriptor(contexts);
	}

	/**
	 * One database. Where several contexts have one of that name, it is that of the
	 * innermost.
	 * @param database its name
	 * @return the database, or null if there is none of that name
	 */
	@ReadOperation
	public @Nullable DatabaseDescriptor database(@Selector String database) {
		for (ApplicationContext current = this.context; current != null; current = current.getParent()) {
			MigratorBeans migrators = new MigratorBeans(current);
			if (migrators.databases().contains(database)) {
				return describe(migrators, database);
			}
		}
		return null;
	}

	/**
	 * Tenants of a database, page by page.
	 * @param database the name of the database
	 * @param part {@code tenants}
	 * @param page the page, counted from 0
	 * @param size how many tenants a page has, 100 at most
	 * @return the page, or null if the database has no tenants
	 */
	@ReadOperation
	public @Nullable TenantPageDescriptor tenants(@Selector String database, @Selector String part,
			@Nullable Integer page, @Nullable Integer size) {
		if (!part.equals("tenants")) {
			return null;
		}
		for (ApplicationContext current = this.context; current != null; current = current.getParent()) {
			TenantMigrators tenants = current.getBeanProvider(TenantMigrators.class).getIfAvailable();
			if (tenants != null && tenants.database().equals(database)) {
				return TenantPageDescriptor.of(tenants.migrators(), (page != null) ? Math.max(0, page) : 0,
						(size != null) ? Math.min(Math.max(1, size), LARGEST_PAGE) : USUAL_PAGE);
			}
		}
		return null;
	}

	private static String id(ApplicationContext context) {
		String id = context.getId();
		return (id != null) ? id : context.getDisplayName();
	}

	private static DatabaseDescriptor describe(MigratorBeans migrators, String database) {
		try {
			return DatabaseDescriptor.of(migrators.get(database).status());
		}
		catch (RuntimeException ex) {
			return DatabaseDescriptor.of(ErrorDescriptor.of(ex));
		}
	}

	/**
	 * Databases of an application and of its parents.
	 *
	 * @param contexts the contexts by their ids
	 */
	public record MigrationsDescriptor(Map<String, ContextDescriptor> contexts) implements OperationResponseBody {
	}

	/**
	 * Databases of one context.
	 *
	 * @param databases the databases by their names
	 * @param parentId id of the parent context; null if there is none
	 */
	public record ContextDescriptor(Map<String, DatabaseDescriptor> databases, @Nullable String parentId) {
	}

	/**
	 * Tenants of a database, as many as a page has.
	 *
	 * @param total how many tenants there are
	 * @param page the page, counted from 0
	 * @param size how many tenants a page has
	 * @param tenants the tenants by their ids
	 */
	public record TenantPageDescriptor(int total, int page, int size,
			Map<String, TenantDescriptor> tenants) implements OperationResponseBody {

		static TenantPageDescriptor of(Map<String, Migrator> migrators, int page, int size) {
			Map<String, TenantDescriptor> tenants = new LinkedHashMap<>();
			migrators.entrySet()
				.stream()
				.skip((long) page * size)
				.limit(size)
				.forEach((tenant) -> tenants.put(tenant.getKey(), TenantDescriptor.of(tenant.getValue())));
			return new TenantPageDescriptor(migrators.size(), page, size, tenants);
		}

	}

	/**
	 * State of one tenant. Either {@code error} is set or everything else that is known.
	 *
	 * @param current the highest version applied; null if there is none
	 * @param head the highest version there is a file for; null if there is none
	 * @param upToDate whether nothing is pending, failed or running
	 * @param error why the state is not known; null if it is
	 */
	public record TenantDescriptor(@Nullable String current, @Nullable String head, @Nullable Boolean upToDate,
			@Nullable ErrorDescriptor error) {

		static TenantDescriptor of(Migrator migrator) {
			try {
				MigrationStatus status = migrator.status();
				return new TenantDescriptor(text(status.current()), text(status.head()), status.isUpToDate(), null);
			}
			catch (RuntimeException ex) {
				return new TenantDescriptor(null, null, null, ErrorDescriptor.of(ex));
			}
		}

	}

	/**
	 * State of one database. Either {@code error} is set or everything else that is
	 * known.
	 *
	 * @param vendor the database product
	 * @param current the highest version applied; null if there is none
	 * @param head the highest version there is a file for; null if there is none
	 * @param upToDate whether nothing is pending, failed or running
	 * @param migrations every migration that has a file or a row, in the order of
	 * application
	 * @param notes versions that exist for some database products and not for others,
	 * each a sentence; null if there are none
	 * @param running what an instance that migrates is doing at this moment; null if
	 * nobody does, or this database does not tell
	 * @param error why the state is not known; null if it is
	 */
	public record DatabaseDescriptor(@Nullable String vendor, @Nullable String current, @Nullable String head,
			@Nullable Boolean upToDate, @Nullable List<MigrationDescriptor> migrations, @Nullable List<String> notes,
			@Nullable RunningDescriptor running, @Nullable ErrorDescriptor error) implements OperationResponseBody {

		static DatabaseDescriptor of(MigrationStatus status) {
			return new DatabaseDescriptor(status.vendor(), text(status.current()), text(status.head()),
					status.isUpToDate(), status.migrations().stream().map(MigrationDescriptor::of).toList(),
					status.notes().isEmpty() ? null : status.notes(), RunningDescriptor.of(status.running()), null);
		}

		static DatabaseDescriptor of(ErrorDescriptor error) {
			return new DatabaseDescriptor(null, null, null, null, null, null, null, error);
		}

	}

	/**
	 * What an instance that migrates is doing. What cannot be told is null.
	 *
	 * @param by who migrates: host and process
	 * @param process the server's number of its session
	 * @param script the script
	 * @param statement the statement that is being executed, counted from 1
	 * @param statements how many there are
	 * @param elapsed how long that statement has been executed
	 * @param phase what the server says it is doing
	 * @param percent how much of that is done, 0 to 100
	 * @param waitingFor who keeps it waiting
	 */
	public record RunningDescriptor(String by, long process, @Nullable String script, @Nullable Integer statement,
			@Nullable Integer statements, @Nullable Duration elapsed, @Nullable String phase, @Nullable Long percent,
			@Nullable String waitingFor) {

		static @Nullable RunningDescriptor of(@Nullable RunningMigration running) {
			return (running != null)
					? new RunningDescriptor(running.by(), running.process(), running.script(), running.statement(),
							running.statements(), running.elapsed(), running.phase(),
							(running.percent() != null) ? Math.round(running.percent()) : null, running.waitingFor())
					: null;
		}

	}

	/**
	 * One migration.
	 *
	 * @param version the version as the file spells it; null for a repeatable migration
	 * @param description the description
	 * @param type how it is found due
	 * @param script the file, relative to its location
	 * @param state its state
	 * @param checksum its checksums
	 * @param appliedAt the server's time at which it was applied; null if it was not
	 * @param appliedBy who applied it; null if it was not
	 * @param executionTime how long it took; null if it was not applied
	 * @param statements how far it got; null where that cannot be told
	 */
	public record MigrationDescriptor(@Nullable String version, String description, MigrationType type,
			@Nullable String script, MigrationState state, ChecksumDescriptor checksum, @Nullable Instant appliedAt,
			@Nullable String appliedBy, @Nullable Duration executionTime, @Nullable StatementsDescriptor statements) {

		static MigrationDescriptor of(MigrationInfo info) {
			MigrationInfo.StatementCount count = info.statements();
			return new MigrationDescriptor(info.version(), info.description(), info.type(), info.script(), info.state(),
					ChecksumDescriptor.of(info.checksum()), info.appliedAt(), info.appliedBy(), info.executionTime(),
					(count != null) ? new StatementsDescriptor(count.done(), count.total()) : null);
		}

	}

	/**
	 * Checksums of one migration.
	 *
	 * @param applied the one it was applied with; null if it was not
	 * @param resolved the one of its file; null if there is none
	 * @param status what comparing them gives
	 */
	public record ChecksumDescriptor(@Nullable String applied, @Nullable String resolved, ChecksumStatus status) {

		static ChecksumDescriptor of(MigrationInfo.ChecksumInfo checksum) {
			return new ChecksumDescriptor(value(checksum.applied()), value(checksum.resolved()), checksum.status());
		}

		private static @Nullable String value(@Nullable Checksum checksum) {
			return (checksum != null) ? checksum.value() : null;
		}

	}

	/**
	 * How many of a script's statements are in force.
	 *
	 * @param done statements that were executed
	 * @param total statements in the file
	 */
	public record StatementsDescriptor(int done, int total) {
	}

	/**
	 * Why the state of a database is not known.
	 *
	 * @param description what was found
	 * @param action what to do next
	 */
	public record ErrorDescriptor(String description, String action) {

		/**
		 * Describes an exception. Of one that is not ours the message is left out,
		 * because drivers put URLs into theirs.
		 */
		static ErrorDescriptor of(RuntimeException exception) {
			for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
				if (cause instanceof MigrationException ours) {
					return new ErrorDescriptor(ours.getDescription(), ours.getAction());
				}
			}
			return new ErrorDescriptor(
					"The state of the database could not be read (" + exception.getClass().getName() + ").",
					"Check that the database can be reached with the settings of this application.");
		}

	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
