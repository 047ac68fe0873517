package dev.migrations.reliability.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.tool.Tool;

import org.springframework.util.FileSystemUtils;

/**
 * Starts instances of one campaign. Thousands of processes are started, so a start has to
 * be cheap:
 * <ol>
 * <li>The class path is made of jars, because the JVM shares nothing that comes from a
 * directory.</li>
 * <li>One instance runs undisturbed and leaves an archive of the classes that it has
 * loaded, with its driver and tool.</li>
 * <li>All others map that archive, and compile with the first compiler only.</li>
 * </ol>
 */
public final class InstanceLauncher implements AutoCloseable {

	private static final int LONGEST_PREPARATION_SECONDS = 120;

	private final Tool tool;

	private final TargetDatabase database;

	private final Path files;

	private final int poolSize;

	private final Path directory;

	private final String classPath;

	/**
	 * Creates a launcher.
	 * @param tool the tool that instances migrate with
	 * @param database the database
	 * @param files where the migrations are
	 * @param poolSize how many connections an instance has in its pool, which then lends
	 * them without autocommit; 0 for a new connection each time
	 * @throws IOException if the class path cannot be prepared
	 */
	public InstanceLauncher(Tool tool, TargetDatabase database, Path files, int poolSize) throws IOException {
		this.tool = tool;
		this.database = database;
		this.files = files;
		this.poolSize = poolSize;
		this.directory = Files.createTempDirectory("instances");
		this.classPath = jarsOnly(System.getProperty("java.class.path"));
	}

	/**
	 * Runs an instance to its end, which leaves the archive of classes behind.
	 */
	public void archiveClasses() {
		InstanceProcess first = start(List.of("-XX:ArchiveClassesAtExit=" + archive()), this.database.url());
		first.open();
		if (!first.await(LONGEST_PREPARATION_SECONDS) || first.exitCode() != 0) {
			first.kill();
			throw new IllegalStateException("An undisturbed instance failed: " + first.output());
		}
	}

	/**
	 * Starts an instance. It waits until it is told to begin.
	 * @param url the URL that it uses
	 * @param fault number of a round trip, how it fails and whether to undo, or nothing
	 * @return the process
	 */
	public InstanceProcess start(String url, String... fault) {
		boolean archived = Files.exists(archive());
		return start(archived ? List.of("-XX:SharedArchiveFile=" + archive()) : List.of(), url, fault);
	}

	/**
	 * Starts an instance that can be told again and again to begin.
	 * @param url the URL that it uses
	 * @return the process
	 */
	public InstanceProcess startRepeated(String url) {
		List<String> options = new ArrayList<>(List.of("-Drepeated=true"));
		if (Files.exists(archive())) {
			options.add("-XX:SharedArchiveFile=" + archive());
		}
		return start(options, url);
	}

	/**
	 * Starts an instance that also writes what the tool logs for its users.
	 * @param url the URL that it uses
	 * @return the process
	 */
	public InstanceProcess startTalking(String url) {
		return start(List.of("-Dlog.level=INFO"), url);
	}

	private InstanceProcess start(List<String> sharing, String url, String... fault) {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto",
				"-Xlog:cds=off,cds+dynamic=off", "-Xlog:disable", "-Xmx128m", "-Dlog.level=WARN",
				// A driver that unpacks a library cannot delete it once it is killed.
				"-Djava.io.tmpdir=" + this.directory));
		command.addAll(sharing);
		command.addAll(List.of("-classpath", this.classPath, Instance.class.getName(), this.tool.name(),
				this.database.kind().name(), url, this.files.toString(), Integer.toString(this.poolSize)));
		command.addAll(List.of(fault));
		return InstanceProcess.start(command);
	}

	private Path archive() {
		return this.directory.resolve("classes.jsa");
	}

	private String jarsOnly(String original) throws IOException {
		List<String> jars = new ArrayList<>();
		for (String entry : original.split(File.pathSeparator)) {
			Path path = Path.of(entry);
			jars.add(Files.isDirectory(path) ? jar(path, jars.size()).toString() : entry);
		}
		return String.join(File.pathSeparator, jars);
	}

	private Path jar(Path classes, int number) throws IOException {
		Path jar = this.directory.resolve("classes" + number + ".jar");
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> all = Files.walk(classes)) {
			for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
				Files.copy(file, out);
				out.closeEntry();
			}
		}
		return jar;
	}

	@Override
	public void close() {
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
