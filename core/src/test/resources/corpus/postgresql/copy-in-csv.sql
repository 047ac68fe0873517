⟦COPY|COPY t FROM STDIN WITH (FORMAT csv, HEADER, DELIMITER ';', QUOTE '"')⟧;
⟦data|a;b
"it's";"x
y"
⟧\.
⟦QUERY|SELECT 1⟧;
