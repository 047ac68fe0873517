/* outer /* inner; */ still; */ ⟦QUERY|select 1⟧;
⟦QUERY|select /* a /* b; */ ; */ 2⟧;
