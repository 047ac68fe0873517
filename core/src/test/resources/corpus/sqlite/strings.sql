⟦QUERY|select 'a;b', 'it''s; here', '', ''';'''⟧;
⟦QUERY|select 'back\'⟧;
⟦QUERY|select '\'⟧;
