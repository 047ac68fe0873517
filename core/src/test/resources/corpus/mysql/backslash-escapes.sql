⟦QUERY|select 'it\'s; here', "say \"x;\"", '\\'⟧;
⟦QUERY|select 'a\\', 'b;'⟧;
⟦QUERY|select '\\\'; \''⟧;
