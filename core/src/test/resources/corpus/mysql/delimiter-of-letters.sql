delimiter GO
⟦QUERY|select 1⟧ GO
⟦QUERY|select 'GO;'⟧ GO
delimiter ;
⟦QUERY|select 2⟧;
