package dev.migrations.script;

import java.util.List;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Data that a statement takes away for good, if the database has it.
 *
 * @param what what the statement does, such as {@code drops table users}
 * @param objects the objects that hold the data, each under a name that it may have
 * before the scripts are executed; empty for everything in the database
 * @param column the column that alone is taken away, if only one is
 */
public record DataLoss(String what, List<ObjectName> objects, @Nullable String column) {
}
