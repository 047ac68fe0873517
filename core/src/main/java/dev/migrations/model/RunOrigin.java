package dev.migrations.model;

import java.util.Objects;

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

	// Written out, because what the compiler makes for a record takes long to set up.
	@Override
	public boolean equals(Object other) {
		return other instanceof RunOrigin origin && Objects.equals(this.runId, origin.runId)
				&& Objects.equals(this.instance, origin.instance)
				&& Objects.equals(this.application, origin.application)
				&& Objects.equals(this.applicationVersion, origin.applicationVersion)
				&& Objects.equals(this.toolVersion, origin.toolVersion);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.runId, this.instance);
	}

}
