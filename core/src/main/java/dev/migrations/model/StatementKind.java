package dev.migrations.model;

/**
 * What a statement does, decided from its tokens.
 */
public enum StatementKind {

	/**
	 * Changes the schema.
	 */
	DDL,

	/**
	 * Changes data.
	 */
	DML,

	/**
	 * Only reads.
	 */
	QUERY,

	/**
	 * Changes the session alone, such as {@code SET}.
	 */
	SESSION,

	/**
	 * Begins or ends a transaction, or handles savepoints.
	 */
	TRANSACTION_CONTROL,

	/**
	 * {@code COPY … FROM STDIN}, followed by its data.
	 */
	COPY,

	/**
	 * Anything else, whose effect cannot be told from its tokens, such as {@code CALL}.
	 */
	OTHER

}
