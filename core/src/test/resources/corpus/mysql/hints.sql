⟦QUERY|select /*+ max_execution_time(1000) */ 1⟧;
⟦QUERY|select /*+ no_index_merge(t) */ 2⟧;
