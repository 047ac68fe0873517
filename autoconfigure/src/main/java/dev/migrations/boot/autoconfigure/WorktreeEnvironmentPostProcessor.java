package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Offers {@code ${migrations.worktree}}: the name of the git worktree in which the
 * application is started, or {@code main} in the main one and outside of any. With it in
 * the name of a database file, branches that are worked on side by side do not share one.
 */
final class WorktreeEnvironmentPostProcessor implements EnvironmentPostProcessor {

	static final String PROPERTY = "migrations.worktree";

	private static final String MAIN = "main";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		// Last, so that everybody else may set it.
		environment.getPropertySources()
			.addLast(new MapPropertySource("migrationsWorktree", Map.of(PROPERTY, worktree(Path.of("")))));
	}

	/**
	 * The name of the worktree that holds a folder. In a linked one, {@code .git} is a
	 * file that names a folder below {@code .git/worktrees} of the main one.
	 */
	static String worktree(Path folder) {
		for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
			Path git = at.resolve(".git");
			if (Files.isDirectory(git)) {
				return MAIN;
			}
			if (Files.isRegularFile(git)) {
				return linked(git);
			}
		}
		return MAIN;
	}

	private static String linked(Path git) {
		try {
			String line = Files.readString(git).strip().replace('\\', '/');
			int worktrees = line.lastIndexOf("/worktrees/");
			return (line.startsWith("gitdir:") && worktrees >= 0)
					? line.substring(worktrees + "/worktrees/".length()).replaceAll("[^A-Za-z0-9._-]", "-") : MAIN;
		}
		catch (IOException ex) {
			return MAIN;
		}
	}

}
