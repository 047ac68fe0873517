package dev.migrations.history;

import dev.migrations.model.RunOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Who writes the history: one run of one instance.
 *
 * @param id identifies the run
 * @param user the operating system's user, for databases that know no users
 * @param toolVersion version of this tool
 * @param instance host and process
 * @param application name of the application; null if it has none
 * @param applicationVersion version of the application; null if it is not known
 * @param reason why it is done, for the audit; null if no reason was given
 */
public record RunContext(String id, String user, String toolVersion, String instance, @Nullable String application,
		@Nullable String applicationVersion, @Nullable String reason) {

	/**
	 * From where it writes.
	 * @return the origin
	 */
	public RunOrigin origin() {
		return new RunOrigin(this.id, this.instance, this.application, this.applicationVersion, this.toolVersion);
	}

}
