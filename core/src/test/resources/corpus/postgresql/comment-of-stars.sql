/**/⟦QUERY|select 1⟧;/***/
/****;****/ ⟦QUERY|select 2⟧;
/* **/ ⟦QUERY|select 3⟧;
