package dev.migrations.benchmarks.application;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Executes a command, or starts, and ends. Then it says {@value #TOOK}, how long that
 * took since its environment was there and for how long its main thread had a processor
 * since then, and for how long the whole process had one.
 */
@EnableAutoConfiguration
public class CommandApplication {

	/**
	 * What it says before three numbers of milliseconds.
	 */
	public static final String TOOK = "The application took";

	/**
	 * Starts.
	 * @param args properties and commands
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(CommandApplication.class);
		Clock clock = new Clock(Thread.currentThread().getId());
		application.addListeners(clock);
		Runtime.getRuntime().addShutdownHook(new Thread(clock::tell));
		application.run(args);
		System.exit(0);
	}

	private static final class Clock implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

		private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

		private final long thread;

		private volatile long begin;

		private volatile long processorBegin;

		Clock(long thread) {
			this.thread = thread;
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			this.processorBegin = this.threads.getThreadCpuTime(this.thread);
			this.begin = System.nanoTime();
		}

		/**
		 * Zeros where it ended before its environment was there, as help does.
		 */
		void tell() {
			long end = System.nanoTime();
			boolean known = this.begin != 0;
			long wall = known ? end - this.begin : 0;
			long processor = known ? this.threads.getThreadCpuTime(this.thread) - this.processorBegin : 0;
			long process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
			// Standard output may be a command's own.
			System.err.println(TOOK + " " + wall / 1_000_000 + " " + processor / 1_000_000 + " " + process / 1_000_000);
		}

	}

}
