⟦?!|PRAGMA foreign_keys=OFF⟧;
⟦TX|BEGIN TRANSACTION⟧;
⟦DDL|CREATE TABLE notes (
  id integer primary key, -- the key; of it
  body text default 'a;b'
)⟧;
⟦DML|INSERT INTO notes VALUES(1,'it''s; a note')⟧;
⟦DML|INSERT INTO notes VALUES(2,replace('one\ntwo;','\n',char(10)))⟧;
⟦DML|INSERT INTO notes VALUES(3,unistr('a\u000ab;'))⟧;
⟦DML|DELETE FROM sqlite_sequence⟧;
⟦DML|INSERT INTO sqlite_sequence VALUES('notes',3)⟧;
⟦DDL|CREATE TRIGGER notes_ad AFTER DELETE ON notes BEGIN
  DELETE FROM notes_fts WHERE rowid = old.id;
END⟧;
⟦DDL|CREATE INDEX notes_body ON notes (body)⟧;
⟦TX|COMMIT⟧;
