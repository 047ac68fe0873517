package dev.migrations.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.MigrationStatus;
import dev.migrations.Migrator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Tenants of a database, as many as a page has. Either {@code error} is set or everything
 * else.
 *
 * @param total how many tenants there are
 * @param page the page, counted from 0
 * @param size how many tenants a page has
 * @param tenants the tenants by their ids
 * @param error why it is not known which tenants there are; null if it is
 */
public record TenantPageDescriptor(@Nullable Integer total, @Nullable Integer page, @Nullable Integer size,
		@Nullable Map<String, TenantDescriptor> tenants,
		@Nullable ErrorDescriptor error) implements OperationResponseBody {

	static TenantPageDescriptor of(ErrorDescriptor error) {
		return new TenantPageDescriptor(null, null, null, null, error);
	}

	static TenantPageDescriptor of(Map<String, Migrator> migrators, int page, int size) {
		Map<String, TenantDescriptor> tenants = new LinkedHashMap<>();
		migrators.entrySet()
			.stream()
			.skip((long) page * size)
			.limit(size)
			.forEach((tenant) -> tenants.put(tenant.getKey(), TenantDescriptor.of(tenant.getValue())));
		return new TenantPageDescriptor(migrators.size(), page, size, tenants, null);
	}

	/**
	 * State of one tenant. Either {@code error} is set or everything else that is known.
	 *
	 * @param current the highest version applied; null if there is none
	 * @param head the highest version there is a file for; null if there is none
	 * @param upToDate whether nothing is pending, failed or running, and files and
	 * history fit together
	 * @param error why the state is not known; null if it is
	 */
	public record TenantDescriptor(@Nullable String current, @Nullable String head, @Nullable Boolean upToDate,
			@Nullable ErrorDescriptor error) {

		static TenantDescriptor of(Migrator migrator) {
			try {
				MigrationStatus status = migrator.status();
				return new TenantDescriptor(DatabaseDescriptor.text(status.current()),
						DatabaseDescriptor.text(status.head()), status.isUpToDate(), null);
			}
			catch (RuntimeException ex) {
				return new TenantDescriptor(null, null, null, ErrorDescriptor.of(ex));
			}
		}

	}

}
