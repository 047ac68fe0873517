package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;

/**
 * By which names a database knows the objects of statements that were not executed on it.
 * <ol>
 * <li>What an earlier statement has created is the scripts' own, under whatever name: if
 * the database had one of that name, the statement would fail. Temporary tables hide
 * others until their script ends.</li>
 * <li>What an earlier statement has renamed is followed back to the name before.</li>
 * <li>Where the script chooses the schemas of names that are not qualified, they are
 * taken to be in each of those that it names.</li>
 * </ol>
 * What was renamed is compared without its schema, which may be written or not, and
 * without regard to case; what is the scripts' own only as it was created.
 */
final class KnownNames {

	private static final List<String> SCHEMAS = List.of("SCHEMA", "DATABASE");

	private final EarlierNames earlier = new EarlierNames();

	/** What the scripts have created, where it was created. */
	private final Set<ObjectName> created = new HashSet<>();

	private final TemporaryTables temporary;

	private final SearchedSchemas searched = new SearchedSchemas();

	/** Whether the names of what is created are those of what is dropped. */
	private boolean spelled = true;

	KnownNames(Vendor vendor) {
		this.temporary = new TemporaryTables(vendor);
	}

	/**
	 * A script begins.
	 */
	void begin() {
		this.temporary.begin();
		this.searched.begin();
	}

	/**
	 * An object is created that was not there.
	 */
	void create(ObjectName object) {
		if (this.temporary.isQualified(object)) {
			hide(object);
		}
		else if (this.spelled && isPlaced(object)) {
			this.created.add(this.searched.placed(object));
		}
	}

	/**
	 * A temporary table is created, for the rest of the script.
	 */
	void hide(ObjectName table) {
		if (this.spelled) {
			this.temporary.add(table);
		}
	}

	/**
	 * An object is dropped.
	 */
	void drop(ObjectName object) {
		if (!this.temporary.drop(object)) {
			this.created.remove(this.searched.placed(object));
			moves(object);
		}
	}

	/**
	 * Once a schema has gone or has another name, names may be found in another one.
	 */
	private void moves(ObjectName object) {
		if (SCHEMAS.contains(object.type())) {
			this.created.clear();
		}
	}

	/**
	 * Rows of one table become those of another, or go with it.
	 */
	void join(ObjectName from, ObjectName to) {
		this.created.removeIf((own) -> EarlierNames.isAlike(own, to));
		mayRename(from, to);
	}

	/**
	 * Whether an object is the scripts' own.
	 */
	boolean isOwn(ObjectName object) {
		return isTemporary(object) || isCreated(object);
	}

	/**
	 * Whether an object that is no temporary one is the scripts' own.
	 */
	boolean isCreated(ObjectName object) {
		return isPlaced(object) && this.created.contains(this.searched.placed(object));
	}

	/**
	 * Whether a table is a temporary one.
	 */
	boolean isTemporary(ObjectName table) {
		return this.temporary.contains(table);
	}

	/**
	 * What tells an object apart from others, as long as it is not renamed.
	 */
	ObjectName key(ObjectName object) {
		return isTemporary(object) ? new ObjectName("TEMPORARY", null, object.name()) : this.searched.placed(object);
	}

	/**
	 * An object is renamed.
	 */
	void rename(ObjectName from, ObjectName to) {
		if (this.temporary.remove(from)) {
			hide(to);
			return;
		}
		moves(from);
		if (isOwn(from)) {
			drop(from);
			create(to);
			return;
		}
		// It may be one of these in other words, and another one has its name now.
		this.created.removeIf((own) -> EarlierNames.isAlike(own, from) || EarlierNames.isAlike(own, to));
		this.earlier.rename(from, to);
		moveInto(from, to);
	}

	/**
	 * An object that may not be the scripts' own goes with the schema that it is moved
	 * into.
	 */
	private void moveInto(ObjectName from, ObjectName to) {
		if (to.schema() != null && !to.schema().equals(from.schema())) {
			for (String type : SCHEMAS) {
				ObjectName schema = new ObjectName(type, null, to.schema());
				this.created.removeIf((own) -> EarlierNames.isAlike(own, schema));
				this.earlier.mayRename(from, schema);
			}
		}
	}

	/**
	 * An object may be renamed, or not.
	 */
	void mayRename(ObjectName from, ObjectName to) {
		this.temporary.remove(from);
		this.created.remove(this.searched.placed(from));
		moves(from);
		this.earlier.mayRename(from, to);
		moveInto(from, to);
	}

	/**
	 * Whether an object is one that the database has, under the name that it has there.
	 */
	boolean isUntouched(ObjectName object) {
		return isPlaced(object) && this.earlier.of(object).isEmpty() && !this.temporary.containsLike(object)
				&& this.created.stream().noneMatch((own) -> EarlierNames.isAlike(own, object));
	}

	/**
	 * The schemas of names that are not qualified are chosen.
	 * @param chosen the schemas, one at least
	 * @param only whether such names cannot be anywhere else
	 */
	void choose(List<String> chosen, boolean only) {
		this.searched.choose(chosen, only);
		this.temporary.choose(chosen);
	}

	/**
	 * More schemas are chosen, besides those that are.
	 */
	void chooseMore(List<String> chosen) {
		this.searched.chooseMore(chosen);
		this.temporary.choose(chosen);
	}

	/**
	 * What was chosen may no longer hold.
	 * @param anywhere whether any schema may have been chosen
	 */
	void doubt(boolean anywhere) {
		this.searched.doubt(anywhere);
		if (anywhere) {
			this.temporary.hideNone();
		}
	}

	/**
	 * Temporary tables may have gone.
	 */
	void forgetTemporary() {
		this.temporary.clear();
	}

	/**
	 * Two names may be written alike, one of them with quotes, and not be the same:
	 * nothing is taken for the scripts' own any more.
	 */
	void doubtSpelling() {
		this.spelled = false;
		this.created.clear();
		this.temporary.clear();
	}

	/**
	 * Nothing may be the scripts' own any more, and any schema may have been chosen.
	 */
	void doubtAll() {
		this.created.clear();
		this.temporary.clear();
		doubt(true);
	}

	/**
	 * The names by which the database may know an object.
	 */
	List<ObjectName> of(ObjectName object) {
		List<ObjectName> names = new ArrayList<>();
		add(names, object);
		for (ObjectName before : this.earlier.of(object)) {
			add(names, before);
		}
		return List.copyOf(names);
	}

	private void add(List<ObjectName> names, ObjectName object) {
		this.searched.add(names, object);
		if (object.schema() != null) {
			for (String type : SCHEMAS) {
				for (ObjectName before : this.earlier.of(new ObjectName(type, null, object.schema()))) {
					if (SCHEMAS.contains(before.type())) {
						names.add(new ObjectName(object.type(), before.name(), object.name()));
					}
				}
			}
		}
	}

	/**
	 * Whether it is known where an object is created or looked for.
	 */
	boolean isPlaced(ObjectName object) {
		return this.searched.isPlaced(object);
	}

}
