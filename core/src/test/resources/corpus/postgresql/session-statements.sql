⟦SESSION|set search_path = app, public⟧;
⟦SESSION|set local statement_timeout = '5s'⟧;
⟦SESSION|set role app⟧;
⟦SESSION|reset all⟧;
⟦SESSION|set time zone 'UTC'⟧;
