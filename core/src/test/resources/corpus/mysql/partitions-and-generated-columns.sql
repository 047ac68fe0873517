⟦DDL|create table t (
  a int generated always as (if(b > 1, b, 0)) stored,
  b int check (b <> 0)
) partition by range (b) (partition p0 values less than (10), partition p1 values less than maxvalue)⟧;
⟦QUERY|select 1⟧;
