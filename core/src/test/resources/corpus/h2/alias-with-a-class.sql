⟦DDL|create alias if not exists f for "java.lang.Math.sqrt;x"⟧;
⟦DDL|create alias g as 'int g() { return 1; }'⟧;
⟦QUERY|select 1⟧;
