package dev.migrations.testing;

import org.testcontainers.DockerClientFactory;

/**
 * Whether Docker runs here, so that containers take the place of embedded binaries.
 */
final class Docker {

	private Docker() {
	}

	static boolean isRunning() {
		try {
			return DockerClientFactory.instance().isDockerAvailable();
		}
		catch (RuntimeException | LinkageError ex) {
			return false;
		}
	}

}
