/* outer /* inner; */ still outer; */
⟦QUERY|select 1⟧;
⟦QUERY|select /* a /* b /* c; */ */ ; */ 2⟧;
