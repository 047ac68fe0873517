⟦QUERY|select 1⟧;
⟦ERROR|⟧/* a /* b */ ;
