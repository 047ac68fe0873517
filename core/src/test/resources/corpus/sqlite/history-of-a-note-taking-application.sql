-- 003: full-text search over notes; rebuilt when they change
⟦?!|PRAGMA foreign_keys = ON⟧;

⟦DDL {table notes_fts}|CREATE VIRTUAL TABLE IF NOT EXISTS notes_fts USING fts5(
    title,
    body,
    content='notes',
    tokenize='porter unicode61'
)⟧;

⟦DDL {trigger notes_ai, table notes}|CREATE TRIGGER IF NOT EXISTS notes_ai AFTER INSERT ON notes BEGIN
    INSERT INTO notes_fts(rowid, title, body)
    VALUES (new.id, new.a, new.b);
END⟧;

⟦DDL|CREATE TRIGGER IF NOT EXISTS notes_touch
AFTER UPDATE ON notes
FOR EACH ROW
WHEN OLD.a IS NOT NEW.a
BEGIN
    UPDATE notes
       SET c = CASE WHEN NEW.c IS NULL THEN datetime('now') ELSE NEW.c END
     WHERE id = NEW.id;
END⟧;

⟦DML|INSERT OR IGNORE INTO notes (id, a) VALUES (1, 'first; note')⟧;
⟦?|PRAGMA user_version = 3⟧;
