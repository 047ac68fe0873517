⟦DML|INSERT INTO t (a, b) VALUES
  ('one', '{"k": "v;"}'),
  ('two', 'it''s; ok')
ON CONFLICT DO NOTHING⟧;
⟦DML|UPDATE t SET b = json_set(b, '$.x', 'y;') WHERE a = 'one'⟧;
⟦DML|DELETE FROM t WHERE a = 'two;'⟧;
