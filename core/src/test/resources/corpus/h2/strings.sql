⟦QUERY|select 'a;b', 'it''s; here', ''⟧;
⟦QUERY|select 'back\'⟧;
⟦QUERY|select U&'d\0061t;', E'x'⟧;
