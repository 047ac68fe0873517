⟦?!|PRAGMA foreign_keys=OFF⟧;
⟦TX|BEGIN TRANSACTION⟧;
⟦?|PRAGMA writable_schema=ON⟧;
⟦DML|INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','notes_fts','notes_fts',0,'CREATE VIRTUAL TABLE notes_fts USING fts5(body, content=''notes'')')⟧;
⟦DDL|CREATE TABLE IF NOT EXISTS 'notes_fts_data'(id INTEGER PRIMARY KEY, block BLOB)⟧;
⟦DML|INSERT INTO notes_fts_data VALUES(1,X'00')⟧;
⟦?|PRAGMA writable_schema=OFF⟧;
⟦TX|COMMIT⟧;
