package dev.migrations.boot;

import java.util.List;

/**
 * Password that must not be seen anywhere, and URLs that hold it.
 */
public final class PlantedPassword {

	/**
	 * The password.
	 */
	public static final String PASSWORD = "h0nt3r-planted";

	/**
	 * URLs of databases that cannot be reached, with the password wherever one can stand.
	 */
	public static final List<String> URLS = List.of("jdbc:postgresql://localhost:1/shop?user=app&password=" + PASSWORD,
			"jdbc:postgresql://app:" + PASSWORD + "@localhost:1/shop",
			"jdbc:h2:tcp://localhost:1/shop;USER=app;PASSWORD=" + PASSWORD,
			"jdbc:postgresql://localhost:1,localhost:2/shop?password=" + PASSWORD + "&targetServerType=primary",
			"jdbc:unknown:app/" + PASSWORD + "@localhost:1:shop");

	private PlantedPassword() {
	}

}
