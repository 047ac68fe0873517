package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.MigrationEvent;
import dev.migrations.MigrationListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;

/**
 * Publishes what happens in runs as application events.
 * <p>
 * While migrations run at start-up no listener method exists yet: these events are kept
 * and published in their order as soon as all beans do, except for progress, which by
 * then is past. From then on every event is published at once.
 * <p>
 * A listener that fails is logged, and nothing else: what it was told of has happened.
 */
final class MigrationEventPublisher implements MigrationListener, SmartInitializingSingleton, Ordered {

	private static final Log logger = LogFactory.getLog(MigrationEventPublisher.class);

	private final ApplicationEventPublisher publisher;

	private final List<MigrationEvent> kept = new ArrayList<>();

	private boolean live;

	MigrationEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void on(MigrationEvent event) {
		synchronized (this.kept) {
			if (!this.live) {
				if (!(event instanceof MigrationEvent.MigrationProgressed)) {
					this.kept.add(event);
				}
				return;
			}
		}
		this.publisher.publishEvent(event);
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<MigrationEvent> past;
		synchronized (this.kept) {
			past = List.copyOf(this.kept);
			this.kept.clear();
			this.live = true;
		}
		for (MigrationEvent event : past) {
			try {
				this.publisher.publishEvent(event);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener of " + event.getClass().getSimpleName()
						+ " failed; the application starts without it", ex);
			}
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
