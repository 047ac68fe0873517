package dev.migrations.samples.ctx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * Reads the text files of a folder that were changed since it was read the last time.
 */
@Component
class FolderConnector {

	private final DocumentStore documents;

	FolderConnector(DocumentStore documents) {
		this.documents = documents;
	}

	/**
	 * Stores what is new.
	 * @return how many documents have a new text
	 */
	int sync(Path folder) {
		String source = "folder:" + folder.toAbsolutePath().normalize();
		long cursor = this.documents.checkpoint(source).map(Long::parseLong).orElse(-1L);
		long last = cursor;
		int stored = 0;
		for (Path file : textFiles(folder)) {
			Document document = read(source, folder, file);
			if (document.updatedAt() >= cursor) {
				stored += this.documents.save(document) ? 1 : 0;
				last = Math.max(last, document.updatedAt());
			}
		}
		this.documents.moveCheckpoint(source, Long.toString(last));
		return stored;
	}

	private static Document read(String source, Path folder, Path file) {
		try {
			String body = Files.readString(file);
			String title = body.lines().findFirst().map((line) -> line.replaceFirst("^#+\\s*", "")).orElse("");
			return new Document(source, folder.relativize(file).toString(), file.toUri().toString(), title,
					Files.getOwner(file).getName(), Files.getLastModifiedTime(file).toMillis(),
					file.toString().endsWith(".md") ? "text/markdown" : "text/plain", body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> textFiles(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().matches(".*\\.(md|txt)")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
