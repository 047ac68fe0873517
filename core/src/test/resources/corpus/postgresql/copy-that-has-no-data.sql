⟦?|copy t to stdout⟧;
⟦?|copy (select 'from stdin') to stdout⟧;
⟦?|copy t from '/tmp/a.csv'⟧;
⟦?|copy t from program 'true; true'⟧;
⟦QUERY|select 1⟧;
