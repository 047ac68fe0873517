⟦DDL|create	table
tabbed(id	int)⟧	;
⟦DML|insert into"t"values('a')⟧;⟦QUERY|select'b;'from"t"⟧;
