⟦QUERY|select $größe$ ; $grösse$ ; $größe$⟧;
⟦QUERY|select $тег$;$тег$⟧;
⟦QUERY|select 2⟧;
