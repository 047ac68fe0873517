package dev.migrations.samples.cortex;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * There is no such data model.
 */
class UnknownModelException extends ResponseStatusException {

	UnknownModelException(String environment, String model) {
		super(HttpStatus.NOT_FOUND, "There is no model '" + model + "' in the environment '" + environment + "'");
	}

}
