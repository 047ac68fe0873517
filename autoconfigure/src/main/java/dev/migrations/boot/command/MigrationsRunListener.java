package dev.migrations.boot.command;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Executes a command in place of the application, if its arguments ask for one. Otherwise
 * it does nothing but load {@link ClassesAhead classes ahead}, and nothing else of this
 * package is loaded but {@link CommandArguments}.
 * <ol>
 * <li>As soon as there is an environment, what belongs to the command is taken out of the
 * command line.</li>
 * <li>When the application's configuration has been read, the command is parsed; help and
 * mistakes end here. If {@code migrations.command.enabled} is false, the application is
 * started as ever.</li>
 * <li>The application's context is replaced by one that creates nothing by itself.</li>
 * <li>Once it is refreshed, and before runners are looked up, the command is executed and
 * the process ends with its exit code. A parent leaves that to its child.</li>
 * </ol>
 */
final class MigrationsRunListener implements SpringApplicationRunListener, Ordered {

	/**
	 * The bean under which Spring Boot registers the arguments.
	 */
	private static final String ARGUMENTS = "springApplicationArguments";

	/**
	 * Packages of listeners that prepare in the background what servers need, and that
	 * start an application once more in order to start it again when classes change.
	 */
	private static final List<String> OF_SERVERS = List.of("org.springframework.boot.autoconfigure.preinitialize.",
			"org.springframework.boot.devtools.restart.");

	private final SpringApplication application;

	private final @Nullable CommandArguments arguments;

	private @Nullable PropertySource<?> takenOut;

	/** Null before there is one, and as soon as it is decided whether to execute. */
	private @Nullable ConfigurableEnvironment undecided;

	private @Nullable CommandExecution execution;

	private boolean isParent;

	MigrationsRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = CommandArguments.of(arguments);
	}

	/**
	 * Before the listener that publishes events, so that nothing has seen the arguments,
	 * and nobody is told that the application has started.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (this.arguments == null) {
			ClassesAhead.load(this.application.getClassLoader(), ClassesAhead.OF_STARTS);
		}
		else {
			this.isParent = isParent();
			if (this.arguments.needContext()) {
				ClassesAhead.load(this.application.getClassLoader(), ClassesAhead.OF_COMMANDS);
			}
			this.application.setListeners(this.application.getListeners()
				.stream()
				.filter((listener) -> OF_SERVERS.stream().noneMatch(listener.getClass().getName()::startsWith))
				.toList());
		}
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (this.arguments != null) {
			this.undecided = environment;
			this.takenOut = new CommandEnvironment(environment).takeOut(this.arguments);
			this.application.addListeners(new ConfigurationReadListener(this.arguments, this::decide));
		}
	}

	private void decide(CommandArguments arguments, ConfigurableEnvironment environment) {
		this.undecided = null;
		if (!environment.getProperty("migrations.command.enabled", Boolean.class, true)) {
			if (this.takenOut != null) {
				new CommandEnvironment(environment).giveBack(this.takenOut);
			}
			return;
		}
		this.execution = CommandExecution.begin(arguments.command(), environment);
		this.application.setApplicationContextFactory(ApplicationContextFactory.of(CommandApplicationContext::new));
	}

	/**
	 * It is known by now which driver will be needed, and not for a while.
	 */
	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		String url = url(context.getEnvironment());
		if (url != null) {
			ClassesAhead.load(this.application.getClassLoader(), ClassesAhead.ofDriver(url));
		}
	}

	private @Nullable String url(Environment environment) {
		try {
			boolean connects = (this.arguments != null) ? this.arguments.needContext()
					: !"false".equalsIgnoreCase(environment.getProperty("migrations.enabled"));
			if (!connects) {
				return null;
			}
			String own = environment.getProperty("migrations.url");
			return (own != null) ? own : environment.getProperty("spring.datasource.url");
		}
		catch (RuntimeException ex) {
			// Such as a placeholder without a value: if anybody needs it, they will say
			// so.
			return null;
		}
	}

	/**
	 * What is created and reads the application's arguments gets those that are its own.
	 */
	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		if (this.arguments != null && this.execution != null
				&& context.getBeanFactory() instanceof DefaultListableBeanFactory factory) {
			String[] spring = this.arguments.spring().toArray(String[]::new);
			factory.destroySingleton(ARGUMENTS);
			factory.registerSingleton(ARGUMENTS, new DefaultApplicationArguments(spring));
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.execution != null && this.isParent) {
			this.execution.leaveToChild(context);
		}
		else if (this.execution != null) {
			this.execution.execute(context);
		}
	}

	/**
	 * Whether a {@link SpringApplicationBuilder} runs the application as the parent of
	 * another one, which it runs next. Nothing but its call says so.
	 */
	private static boolean isParent() {
		String builder = SpringApplicationBuilder.class.getName();
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackFrame::getClassName)
				.dropWhile((name) -> !name.equals(builder))
				.takeWhile(builder::equals)
				.count()) > 1;
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (this.arguments != null && this.undecided != null) {
			// The configuration cannot be read. By what is known without it, it is a
			// command that fails.
			decide(this.arguments, this.undecided);
		}
		if (this.execution != null) {
			this.execution.failed(context, exception);
		}
	}

}
