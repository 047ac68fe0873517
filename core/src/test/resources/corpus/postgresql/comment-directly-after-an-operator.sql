⟦QUERY|select 3 */* c; */ 2⟧;
⟦QUERY|select 3 --;
 + 4⟧;
⟦QUERY|select 2⟧-- ;
;
