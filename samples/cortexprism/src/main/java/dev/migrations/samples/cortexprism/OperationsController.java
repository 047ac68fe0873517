package dev.migrations.samples.cortexprism;

import java.security.GeneralSecurityException;
import java.util.List;

import dev.migrations.samples.cortexprism.Jobs.Job;
import dev.migrations.samples.cortexprism.Jobs.NewJob;
import dev.migrations.samples.cortexprism.Plugins.Plugin;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What keeps agents going: jobs, secrets, plugins.
 */
@RestController
class OperationsController {

	private final Jobs jobs;

	private final Vault vault;

	private final Plugins plugins;

	OperationsController(Jobs jobs, Vault vault, Plugins plugins) {
		this.jobs = jobs;
		this.vault = vault;
		this.plugins = plugins;
	}

	@PostMapping("/jobs")
	@ResponseStatus(HttpStatus.CREATED)
	void add(@RequestBody NewJob job) {
		this.jobs.add(job);
	}

	@PostMapping("/jobs/next")
	ResponseEntity<Job> take(@RequestHeader("Worker") String worker) {
		return this.jobs.take(worker).map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.noContent().build());
	}

	@PostMapping("/vault/{name}")
	@ResponseStatus(HttpStatus.CREATED)
	void write(@PathVariable String name, @RequestBody Secret secret) throws GeneralSecurityException {
		this.vault.write(name, secret.value(), secret.owner());
	}

	@GetMapping("/vault/{name}")
	ResponseEntity<Secret> read(@PathVariable String name, @RequestHeader("Reader") String reader)
			throws GeneralSecurityException {
		return ResponseEntity.of(this.vault.read(name, reader).map((value) -> new Secret(value, reader)));
	}

	@PostMapping("/plugins")
	@ResponseStatus(HttpStatus.CREATED)
	void install(@RequestBody Plugin plugin) {
		this.plugins.install(plugin);
	}

	@GetMapping("/plugins")
	List<Plugin> plugins() {
		return this.plugins.enabled();
	}

	/**
	 * Secret.
	 *
	 * @param value what is secret
	 * @param owner who writes or reads it
	 */
	record Secret(String value, String owner) {
	}

}
