/**
 * What a campaign asks of the operating system and Java does not offer.
 */
@NullMarked
package dev.migrations.reliability.system;

import org.jspecify.annotations.NullMarked;
