package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The name of the git worktree.
 */
class WorktreeTests {

	@TempDir
	private Path directory;

	@Test
	void isMainOutsideOfGitAndInTheMainWorktree() throws IOException {
		assertThat(WorktreeEnvironmentPostProcessor.worktree(this.directory)).isEqualTo("main");
		Files.createDirectories(this.directory.resolve(".git"));
		Path folder = Files.createDirectories(this.directory.resolve("module/src"));
		assertThat(WorktreeEnvironmentPostProcessor.worktree(folder)).isEqualTo("main");
	}

	@Test
	void isThatOfALinkedWorktree() throws IOException {
		Files.writeString(this.directory.resolve(".git"), "gitdir: /home/ada/shop/.git/worktrees/new checkout\n");
		Path folder = Files.createDirectories(this.directory.resolve("module"));
		assertThat(WorktreeEnvironmentPostProcessor.worktree(folder)).isEqualTo("new-checkout");
	}

	@Test
	void isMainInASubmodule() throws IOException {
		Files.writeString(this.directory.resolve(".git"), "gitdir: ../.git/modules/shop\n");
		assertThat(WorktreeEnvironmentPostProcessor.worktree(this.directory)).isEqualTo("main");
	}

	@Test
	void isOfferedToProperties() {
		String[] arguments = { "--data-of.false=shared", "--data-of.true=${migrations.worktree}",
				"--url=jdbc:sqlite:.dev-data/${data-of.${ISOLATED:false}}/app.db", "--migrations.worktree=feature" };
		assertThat(url(arguments)).isEqualTo("jdbc:sqlite:.dev-data/shared/app.db");
		String[] isolated = { arguments[0], arguments[1], arguments[2], arguments[3], "--ISOLATED=true" };
		assertThat(url(isolated)).isEqualTo("jdbc:sqlite:.dev-data/feature/app.db");
		assertThat(url("--url=${migrations.worktree}"))
			.isEqualTo(WorktreeEnvironmentPostProcessor.worktree(Path.of("")));
	}

	private static String url(String... arguments) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			return context.getEnvironment().getProperty("url");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
