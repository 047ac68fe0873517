⟦QUERY|select 'a;b', 'it''s; here', 'it\'s; too', '\\'⟧;
⟦QUERY|select 'a\\', 'b;'⟧;
