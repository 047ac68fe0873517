⟦QUERY|select 'it''s; here', '''', ''';'''⟧;
⟦QUERY|select 'b'⟧;
