/**
 * Faults in the traffic between an engine and its database, by number of the round trip.
 */
@NullMarked
package dev.migrations.reliability.fault;

import org.jspecify.annotations.NullMarked;
