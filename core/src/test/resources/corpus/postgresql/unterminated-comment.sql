⟦QUERY|select 1⟧;
⟦ERROR|⟧/* outer /* inner */ and no end;
select 2;
