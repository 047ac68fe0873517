⟦QUERY|select 'a;b', 'it''s; here', '', ''';'''⟧;
⟦QUERY|select "a;b", "it""s; here", "it's", 'say "x;"'⟧;
