package dev.migrations.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Warns of what is set under {@code migrations} and is no property. Binding passes over
 * it in silence, and a slip in {@code migrations.enabled} would migrate all the same.
 * <p>
 * The environment of the process is not looked at: it has names that others have chosen,
 * such as {@code MIGRATIONS_SERVICE_HOST} in Kubernetes.
 */
final class UnknownProperties {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("migrations");

	private static final ConfigurationPropertyName WORKTREE = ConfigurationPropertyName
		.of(WorktreeEnvironmentPostProcessor.PROPERTY);

	private static final int MOST_SLIPS = 2;

	private static final int SHORTEST_PART = 4;

	private UnknownProperties() {
	}

	static void warn(Environment environment) {
		if (NativeDetector.inNativeImage()) {
			// The components of records are not kept there.
			return;
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				warn(names);
			}
		}
	}

	private static void warn(IterableConfigurationPropertySource source) {
		for (ConfigurationPropertyName name : source) {
			if (PREFIX.isAncestorOf(name) && !name.equals(WORKTREE)) {
				ConfigurationPropertyName unknown = unknown(name, 1, MigrationProperties.class);
				if (unknown != null) {
					logger.warn(words(name, unknown, source.getConfigurationProperty(name)));
				}
			}
		}
	}

	/**
	 * Looks for the first element of a name that no property has.
	 * @param name the name
	 * @param at which of its elements is looked for
	 * @param group the record of the properties that there are
	 * @return what the name should begin with, if that comes to mind, or else the name up
	 * to the element; null if all elements are known
	 */
	private static @Nullable ConfigurationPropertyName unknown(ConfigurationPropertyName name, int at, Class<?> group) {
		RecordComponent[] properties = group.getRecordComponents();
		String element = name.getElement(at, Form.UNIFORM);
		for (RecordComponent component : properties) {
			if (!uniform(component).equals(element)) {
				continue;
			}
			boolean databases = component.getName().equals("databases");
			int next = at + (databases ? 2 : 1);
			Class<?> type = databases ? DatabaseProperties.class : component.getType();
			boolean hasProperties = type.getPackage() == UnknownProperties.class.getPackage() && type.isRecord();
			return (hasProperties && next < name.getNumberOfElements()) ? unknown(name, next, type) : null;
		}
		ConfigurationPropertyName parent = name.chop(at);
		String meant = meant(element, properties);
		return (meant != null) ? parent.append(meant) : name.chop(at + 1);
	}

	private static String uniform(RecordComponent component) {
		return component.getName().toLowerCase(Locale.ROOT);
	}

	private static String words(ConfigurationPropertyName name, ConfigurationPropertyName meant,
			@Nullable ConfigurationProperty property) {
		String place = (property != null && property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
		return name + " is set" + place + ", which is no property and does nothing"
				+ (meant.isAncestorOf(name) || meant.equals(name) ? ". Remove it, or correct its name."
						: "; was " + meant + " meant? Correct the name, or remove it.");
	}

	/**
	 * The property whose name is part of what was written, or has it as a part, or
	 * differs from it by a slip.
	 */
	private static @Nullable String meant(String written, RecordComponent[] properties) {
		String nearest = null;
		int least = MOST_SLIPS + 1;
		for (RecordComponent component : properties) {
			String known = uniform(component);
			int slips = slips(written, known);
			if (slips >= least && contains(written, known)) {
				slips = MOST_SLIPS;
			}
			if (slips < least) {
				least = slips;
				nearest = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			}
		}
		return nearest;
	}

	private static boolean contains(String one, String other) {
		return Math.min(one.length(), other.length()) >= SHORTEST_PART && (one.contains(other) || other.contains(one));
	}

	/**
	 * How many letters have to be added, left out or changed to make one word of the
	 * other.
	 */
	private static int slips(String one, String other) {
		int[] before = new int[other.length() + 1];
		for (int j = 0; j <= other.length(); j++) {
			before[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int[] row = new int[before.length];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int changed = (one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1;
				row[j] = Math.min(before[j - 1] + changed, 1 + Math.min(before[j], row[j - 1]));
			}
			before = row;
		}
		return before[other.length()];
	}

}
