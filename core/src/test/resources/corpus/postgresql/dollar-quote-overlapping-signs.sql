⟦QUERY|select $a$ $a $a$⟧;
⟦QUERY|select $a$$b$a$⟧;
⟦QUERY|select $$$a$;$a$$$⟧;
⟦QUERY|select 2⟧;
