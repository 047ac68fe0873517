package dev.migrations.dialect;

import java.util.List;

import dev.migrations.model.ObjectName;

/**
 * Names of objects of PostgreSQL as a statement may mean them: whether they were quoted
 * is not known any more.
 */
public final class RelationNames {

	private RelationNames() {
	}

	/**
	 * The names of a relation in quotes, as {@code to_regclass} reads them.
	 * @param relation the relation as it is spelled
	 * @return as it is spelled, and as the server folds it
	 */
	public static List<String> of(ObjectName relation) {
		String spelled = ((relation.schema() != null) ? quoted(relation.schema()) + "." : "") + quoted(relation.name());
		return spellings(spelled);
	}

	/**
	 * What a name may be.
	 * @param name the name as it is spelled
	 * @return as it is spelled, and as the server folds it: the letters of ASCII only
	 */
	public static List<String> spellings(String name) {
		char[] folded = name.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			if (folded[i] >= 'A' && folded[i] <= 'Z') {
				folded[i] += 'a' - 'A';
			}
		}
		return List.of(name, new String(folded));
	}

	private static String quoted(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
