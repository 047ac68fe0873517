package dev.migrations.plan;

import java.util.List;

/**
 * What undoing comes to.
 *
 * @param steps what to take back, in order: the migration applied last first
 * @param problems what forbids to take anything back
 * @param notes what whoever undoes should know, each a sentence
 */
public record UndoSteps(List<Step> steps, List<Problem> problems, List<String> notes) {
}
