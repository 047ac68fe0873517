⟦DDL|create table `a;b` (`c``d;` int, `it's` int, `--` int, `#` int, `/*` int)⟧;
⟦QUERY|select 1⟧;
