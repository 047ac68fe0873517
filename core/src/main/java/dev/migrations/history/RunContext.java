package dev.migrations.history;

/**
 * Who writes the history: one run of one instance.
 *
 * @param id identifies the run
 * @param user the operating system's user, for databases that know no users
 * @param toolVersion version of this tool
 */
public record RunContext(String id, String user, String toolVersion) {
}
