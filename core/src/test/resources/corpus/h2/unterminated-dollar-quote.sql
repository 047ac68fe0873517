create alias f as ⟦ERROR|⟧$$
int f() { return 1; }
