/*/ opens; here */
⟦QUERY|select 1⟧;
/*/* two; */ one; */
⟦QUERY|select 2⟧;
