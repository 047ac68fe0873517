package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * From where something was done to a database. What was not known, or not recorded by an
 * earlier version of this tool, is null.
 *
 * @param runId the same for all that one run did
 * @param instance host and process
 * @param application name of the application
 * @param applicationVersion version of the application
 * @param toolVersion version of this tool
 */
public record RunOrigin(@Nullable String runId, @Nullable String instance, @Nullable String application,
		@Nullable String applicationVersion, @Nullable String toolVersion) {

	/**
	 * Where nothing is known.
	 */
	public static final RunOrigin UNKNOWN = new RunOrigin(null, null, null, null, null);

}
