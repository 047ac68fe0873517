⟦QUERY|select 1⟧;

\unrestrict a1
\restrict b2
⟦QUERY|select 2⟧;
