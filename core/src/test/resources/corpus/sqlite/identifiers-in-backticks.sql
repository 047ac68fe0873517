⟦DDL|create table `a;b` (`c``d;` text, `it's` text)⟧;
⟦QUERY|select 1⟧;
