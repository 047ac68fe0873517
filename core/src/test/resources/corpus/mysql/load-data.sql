⟦DML|load data local infile 'a.csv' into table t fields terminated by ';' optionally enclosed by '"' escaped by '\\' lines terminated by '\r\n' ignore 1 lines⟧;
⟦QUERY|select 1⟧;
