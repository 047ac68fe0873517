package dev.migrations.samples.ctx;

/**
 * Document as a connector reads it.
 *
 * @param source the connector and what it reads from
 * @param sourceId its name there, unique within the source
 * @param url where to look at it
 * @param title the title
 * @param author who it belongs to
 * @param updatedAt when it was changed, in milliseconds since 1970
 * @param contentType the media type
 * @param body the text
 */
record Document(String source, String sourceId, String url, String title, String author, long updatedAt,
		String contentType, String body) {
}
