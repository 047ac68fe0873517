package dev.migrations.boot.autoconfigure;

import java.math.BigDecimal;
import java.util.Set;

import dev.migrations.model.Target;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/**
 * Reads versions and targets from properties. A version that YAML took for a fraction is
 * refused, because 1.1 and 1.10 are the same fraction and different versions.
 */
final class VersionConverter implements GenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(String.class, Version.class),
				new ConvertiblePair(Number.class, Version.class), new ConvertiblePair(String.class, Target.class),
				new ConvertiblePair(Number.class, Target.class));
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		if (source == null) {
			return null;
		}
		if (source instanceof Float || source instanceof Double || source instanceof BigDecimal) {
			throw new IllegalArgumentException("The version was read as the number " + source
					+ ", which may have lost its final zeros: put it in quotes, such as \"" + source + "\"");
		}
		String text = source.toString().trim();
		if (text.isEmpty()) {
			return null;
		}
		return (targetType.getType() == Target.class) ? target(text) : Version.of(text);
	}

	private static Target target(String text) {
		try {
			return Target.of(text);
		}
		catch (IllegalArgumentException ex) {
			// Without a cause, whose message would be shown in place of this one.
			throw new IllegalArgumentException(ex.getMessage() + ", or 'head' for everything there is");
		}
	}

}
