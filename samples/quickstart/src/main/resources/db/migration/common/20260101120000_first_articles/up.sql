INSERT INTO authors (id, name) VALUES ('ada', 'Ada Lovelace'), ('grace', 'Grace Hopper');

INSERT INTO articles (id, title, body, author_id) VALUES
  ('1', 'Notes on the engine', 'A loom weaves flowers; the engine weaves algebra.', 'ada'),
  ('2', 'The first bug', 'A moth was found in relay 70, and taped into the log book.', 'grace');
