⟦QUERY|select 'a--', '/*', 'b'⟧;
⟦QUERY|select "--", '*/'⟧;
