-- a migration that does nothing; on purpose
/* neither; does; this */
