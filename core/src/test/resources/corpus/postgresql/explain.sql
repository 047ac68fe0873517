⟦?|explain select 1⟧;
⟦?|explain (analyze, buffers) select ';'⟧;
