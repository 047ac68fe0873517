package dev.migrations.source;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

import dev.migrations.model.InvalidLocationException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/**
 * Lists the scripts of locations: in directories, in jars, and wherever else Spring finds
 * resources, such as in a native image.
 */
final class LocationReader implements AutoCloseable {

	private final @Nullable ClassLoader classLoader;

	private final JarScanner jars = new JarScanner();

	LocationReader(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Lists a location.
	 * @param location the location, without {@code {vendor}}
	 * @return its scripts in all directories and jars that have the folder; null if none
	 * does
	 * @throws InvalidLocationException if it cannot be read
	 */
	@Nullable List<ScriptFile> list(Location location) {
		try {
			return location.isClasspath() ? classpath(location) : directory(location, Path.of(location.path()));
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private static InvalidLocationException unreadable(Location location, IOException error) {
		return new InvalidLocationException("The location '" + location + "' cannot be read: " + error + ".",
				"Check that this process may read all of it.", error);
	}

	private static @Nullable List<ScriptFile> directory(Location location, Path directory) throws IOException {
		if (Files.isDirectory(directory)) {
			return DirectoryScanner.list(location.toString(), directory);
		}
		if (Files.exists(directory)) {
			throw new InvalidLocationException("The location '" + location + "' is a file, not a folder.",
					"Name the folder that holds the migrations.");
		}
		return null;
	}

	private @Nullable List<ScriptFile> classpath(Location location) throws IOException {
		Set<String> roots = new HashSet<>();
		List<ScriptFile> scripts = new ArrayList<>();
		Enumeration<URL> urls = urls(location.path());
		while (urls.hasMoreElements()) {
			URL url = urls.nextElement();
			if (!roots.add(url.toString())) {
				continue;
			}
			if (url.getProtocol().equals(ResourceUtils.URL_PROTOCOL_FILE)) {
				List<ScriptFile> found = directory(location, ResourceUtils.getFile(url).toPath());
				scripts.addAll((found != null) ? found : List.of());
			}
			else if (url.openConnection() instanceof JarURLConnection connection) {
				connection.setUseCaches(false);
				scripts.addAll(this.jars.list(location.toString(), connection, connection.getEntryName()));
			}
			else {
				return resources(location);
			}
		}
		return roots.isEmpty() ? jarsWithoutFolders(location) : scripts;
	}

	/**
	 * Looks for a folder in the jars that have no entries for folders but only for files,
	 * as some build tools make them: the class loader does not find it there.
	 */
	private @Nullable List<ScriptFile> jarsWithoutFolders(Location location) throws IOException {
		List<ScriptFile> scripts = inJarsOtherThan(new HashSet<>(), location);
		return scripts.isEmpty() ? null : scripts;
	}

	/**
	 * Lists what is hidden of a location that was found: a jar without an entry for the
	 * folder is passed over as soon as another place has the folder.
	 * @param location the location, without {@code {vendor}}
	 * @return the scripts; none if no place has the folder, for then they are found
	 * @throws InvalidLocationException if a jar cannot be read
	 */
	List<ScriptFile> hidden(Location location) {
		if (!location.isClasspath()) {
			return List.of();
		}
		try {
			Set<String> shown = jars(location.path());
			if (shown.isEmpty() && !urls(location.path()).hasMoreElements()) {
				return List.of();
			}
			List<ScriptFile> scripts = inJarsOtherThan(shown, location);
			for (URL jar : namedJars()) {
				if (shown.add(jar(jar))) {
					scripts.addAll(inNamed(jar, location));
				}
			}
			return scripts;
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private Set<String> jars(String entry) throws IOException {
		Set<String> jars = new HashSet<>();
		Enumeration<URL> urls = urls(entry);
		while (urls.hasMoreElements()) {
			jars.add(jar(urls.nextElement()));
		}
		jars.remove("");
		return jars;
	}

	/**
	 * The jar of an entry; empty for a file.
	 */
	private static String jar(URL entry) {
		String url = entry.toString();
		return url.substring(0, url.lastIndexOf(ResourceUtils.JAR_URL_SEPARATOR) + 1);
	}

	/**
	 * Lists a location in every jar with a manifest.
	 * @param seen the jars that are passed over; those that were looked into are added
	 */
	private List<ScriptFile> inJarsOtherThan(Set<String> seen, Location location) throws IOException {
		List<ScriptFile> scripts = new ArrayList<>();
		Enumeration<URL> urls = urls(JarFile.MANIFEST_NAME);
		while (urls.hasMoreElements()) {
			URL manifest = urls.nextElement();
			if (seen.add(jar(manifest)) && manifest.openConnection() instanceof JarURLConnection connection) {
				connection.setUseCaches(false);
				String root = connection.getEntryName()
					.substring(0, connection.getEntryName().length() - JarFile.MANIFEST_NAME.length());
				scripts.addAll(this.jars.list(location.toString(), connection, root + location.path()));
			}
		}
		return scripts;
	}

	/**
	 * The jars that class loaders name themselves: some of them may have no manifest, by
	 * which those of any class loader are found.
	 */
	private List<URL> namedJars() throws IOException {
		List<URL> jars = new ArrayList<>();
		ClassLoader system = ClassLoader.getSystemClassLoader();
		for (ClassLoader loader = (this.classLoader != null) ? this.classLoader
				: system; loader != null; loader = loader.getParent()) {
			if (loader instanceof URLClassLoader named) {
				for (URL url : named.getURLs()) {
					addJar(url, jars);
				}
			}
			else if (loader == system) {
				for (String path : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
					// As the class loader does, so that it is the same URL.
					addJar(new File(path).getCanonicalFile().toURI().toURL(), jars);
				}
			}
		}
		return jars;
	}

	private static void addJar(URL url, List<URL> jars) throws IOException {
		String name = url.toString();
		if (name.endsWith(ResourceUtils.JAR_URL_SEPARATOR)) {
			jars.add(url);
		}
		else if (name.endsWith(".jar")) {
			// Not by Spring, which loads four classes for it.
			jars.add(new URL(ResourceUtils.JAR_URL_PREFIX + name + ResourceUtils.JAR_URL_SEPARATOR));
		}
	}

	private List<ScriptFile> inNamed(URL jar, Location location) {
		try {
			if (jar.openConnection() instanceof JarURLConnection connection) {
				connection.setUseCaches(false);
				return this.jars.list(location.toString(), connection, location.path());
			}
		}
		catch (IOException ex) {
			// A class path may name what is not there or no jar: it has nothing of it.
		}
		return List.of();
	}

	private Enumeration<URL> urls(String name) throws IOException {
		return (this.classLoader != null) ? this.classLoader.getResources(name) : ClassLoader.getSystemResources(name);
	}

	/**
	 * Lists a location through Spring, which knows the class path of native images and of
	 * application servers, but looks at every file anew.
	 */
	private List<ScriptFile> resources(Location location) throws IOException {
		List<ScriptFile> scripts = new ArrayList<>();
		String folder = '/' + location.path() + '/';
		for (Resource resource : new PathMatchingResourcePatternResolver(this.classLoader)
			.getResources("classpath*:" + location.path() + "/**/*")) {
			String url = StringUtils.uriDecode(resource.getURL().toString(), StandardCharsets.UTF_8);
			int start = url.lastIndexOf(folder);
			if (start >= 0 && ScriptFile.isScript(url)) {
				scripts.add(new ScriptFile(location.toString(), url.substring(start + folder.length()),
						url.substring(0, start), -1, ScriptFile.NO_STAMP, ScriptFile.NO_CRC32, resource::getInputStream,
						resource::getInputStream));
			}
		}
		return scripts;
	}

	@Override
	public void close() {
		this.jars.close();
	}

}
