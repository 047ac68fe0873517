⟦DDL|create alias f as $$
int f() { return 1; } // it's; Java
$$⟧;
⟦QUERY|select 1⟧;
