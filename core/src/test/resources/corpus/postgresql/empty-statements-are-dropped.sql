;;
⟦QUERY|select 1⟧;;
; /* nothing; */ ;
⟦QUERY|select 2⟧; ;
