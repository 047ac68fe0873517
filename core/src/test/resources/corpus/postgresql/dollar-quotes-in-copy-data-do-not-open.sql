⟦COPY|copy t from stdin⟧;
⟦data|$$	$body$
⟧\.
⟦QUERY|select $$ ; $$⟧;
