package dev.migrations.samples.ctx;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do in place of a stack trace.
 */
class NotInitialisedFailureAnalyzer extends AbstractFailureAnalyzer<NotInitialisedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NotInitialisedException cause) {
		return new FailureAnalysis(cause.getMessage(), "Run 'init' first.", cause);
	}

}
