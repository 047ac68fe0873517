package dev.migrations.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.TenantMigrators;
import dev.migrations.boot.autoconfigure.MigratorBeans;
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
				return describe(tenants, (page != null) ? Math.max(0, page) : 0,
						(size != null) ? Math.min(Math.max(1, size), LARGEST_PAGE) : USUAL_PAGE);
			}
		}
		return null;
	}

	private static String id(ApplicationContext context) {
		String id = context.getId();
		return (id != null) ? id : context.getDisplayName();
	}

	private static TenantPageDescriptor describe(TenantMigrators tenants, int page, int size) {
		try {
			return TenantPageDescriptor.of(tenants.migrators(), page, size);
		}
		catch (RuntimeException ex) {
			return TenantPageDescriptor.of(ErrorDescriptor.of(ex));
		}
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

}
