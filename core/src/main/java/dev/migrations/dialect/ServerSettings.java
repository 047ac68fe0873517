package dev.migrations.dialect;

/**
 * What a server is set to, where that matters before scripts are read.
 *
 * @param readOnly whether a MariaDB or MySQL server is read-only, which privileged users
 * can ignore
 * @param rules the lexical rules of the session
 */
public record ServerSettings(boolean readOnly, LexicalRules rules) {
}
