package dev.migrations.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Asks a running application.
 *
 * @param root its address
 */
public record Http(String root) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	/**
	 * Reads a resource.
	 * @param path its path
	 * @return the body
	 */
	public String get(String path) {
		HttpResponse<String> response = send(request(path).GET());
		if (response.statusCode() != 200) {
			throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
		}
		return response.body();
	}

	/**
	 * Sends JSON.
	 * @param path where to
	 * @param json what
	 * @return the status
	 */
	public int post(String path, String json) {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json))).statusCode();
	}

	/**
	 * Asks for a resource that may be refused.
	 * @param path its path
	 * @return the status
	 */
	public int status(String path) {
		return send(request(path).GET()).statusCode();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.root + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
