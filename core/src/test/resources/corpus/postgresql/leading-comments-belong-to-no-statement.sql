-- first; comment
/* second;
   comment */
⟦DDL|create table t (id int)⟧; -- after; it
-- before the next;
⟦QUERY|select 1⟧;
