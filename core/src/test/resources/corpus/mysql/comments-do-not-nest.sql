/* outer /* inner; */ ⟦QUERY|select 1⟧;
⟦QUERY|select 2 /* a /* b; */ + 1⟧;
