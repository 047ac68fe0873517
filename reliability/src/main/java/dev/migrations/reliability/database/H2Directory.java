package dev.migrations.reliability.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/**
 * H2 in all three ways: in memory, in a file of which one process at a time is the
 * database, and on a server, which is what several processes need.
 */
final class H2Directory extends Databases.Directory {

	private @Nullable Server server;

	H2Directory(Path directory) {
		super(directory);
	}

	@Override
	public TargetDatabase createDatabase() {
		return new H2Database("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
	}

	@Override
	public TargetDatabase createLastingDatabase() {
		return new H2Database("jdbc:h2:file:" + directory().resolve(UUID.randomUUID().toString()));
	}

	@Override
	public TargetDatabase createSharedDatabase() {
		try {
			if (this.server == null) {
				this.server = Server
					.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory().toString())
					.start();
			}
			return new H2Database("jdbc:h2:tcp://localhost:" + this.server.getPort() + "/./" + UUID.randomUUID());
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not start the server of H2", ex);
		}
	}

	@Override
	public void close() {
		if (this.server != null) {
			this.server.stop();
		}
		super.close();
	}

}
