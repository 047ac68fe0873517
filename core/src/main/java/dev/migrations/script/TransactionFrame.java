package dev.migrations.script;

/**
 * Transaction that a script itself begins and commits.
 *
 * @param line line on which it begins, counted from 1
 * @param modes what the script asks of it, as written, such as
 * {@code ISOLATION LEVEL SERIALIZABLE} or {@code IMMEDIATE}; empty if nothing
 */
public record TransactionFrame(long line, String modes) {
}
