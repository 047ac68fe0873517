/**
 * Lets one instance migrate at a time. Internal.
 */
@NullMarked
package dev.migrations.lock;

import org.jspecify.annotations.NullMarked;
