/* outer /* inner; */ ⟦QUERY|select 1⟧;
⟦QUERY|select 2 /* it's; */ + 1⟧;
