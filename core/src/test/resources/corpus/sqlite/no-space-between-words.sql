⟦DML|insert into"t"(a)values('b;')⟧;⟦QUERY|select[a]from[t]⟧;⟦QUERY|select`a`from`t`⟧;
