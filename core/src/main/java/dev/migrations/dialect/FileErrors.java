package dev.migrations.dialect;

import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What errors say of the file of a database, which drivers may find as soon as they open
 * it: before the product is known, and hence asked without one.
 */
public final class FileErrors {

	private static final int H2_IN_USE = 90020;

	private static final int H2_CANNOT_OPEN = 8000;

	private static final int SQLITE_CANNOT_OPEN = 14;

	private FileErrors() {
	}

	/**
	 * Whether a database file cannot be opened because another process has it open.
	 * @param error the error, whose causes are searched too
	 * @return whether it is that
	 */
	public static boolean isInUse(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException open
					&& (open.getErrorCode() == H2_IN_USE || (open.getErrorCode() == H2_CANNOT_OPEN
							&& String.valueOf(open.getMessage()).toLowerCase(Locale.ROOT).contains("lock file")))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether somebody else has locked the file of an SQLite database.
	 * @param error the error
	 * @return whether it is that
	 */
	public static boolean isLocked(SQLException error) {
		return isOfSqlite(error) && ErrorCodes.isLockedSqlite(error);
	}

	/**
	 * Whether SQLite cannot open its file, or one that it needs beside it, which it
	 * notices no sooner than it reads.
	 * @param error the error
	 * @return whether it is that
	 */
	public static boolean isUnopened(SQLException error) {
		return isOfSqlite(error) && (error.getErrorCode() & ErrorCodes.SQLITE_PRIMARY) == SQLITE_CANNOT_OPEN;
	}

	/**
	 * Whether an error comes from SQLite's driver.
	 * @param error the error
	 * @return whether it does
	 */
	public static boolean isOfSqlite(SQLException error) {
		return error.getClass().getName().startsWith("org.sqlite.");
	}

	/**
	 * What to do where the database keeps its files, if that is what failed.
	 * @param error the error
	 * @param errors the codes of the database
	 * @return what to do, as a clause that another word may follow; null if it is
	 * something else
	 */
	public static @Nullable String remedy(SQLException error, ErrorCodes errors) {
		if (errors.isFull(error)) {
			return "Make room where the database keeps its files, or raise the quota there";
		}
		return errors.isDiskError(error)
				? "See that the disk or the share of the database file can be read and written, "
						+ "that its files were not taken away, and that no quota is used up"
				: null;
	}

}
