/**
 * What a user sets, resolved and checked. Internal, except for its enums.
 */
@NullMarked
package dev.migrations.settings;

import org.jspecify.annotations.NullMarked;
