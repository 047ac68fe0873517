-- it's;
// "odd
/* 'odd; $$ */
⟦QUERY|select 1⟧;
