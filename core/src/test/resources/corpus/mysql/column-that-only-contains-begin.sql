⟦DDL|create table plan (db_zp_beginn text, begin_ text, x_begin text, if_x int, loop_no int)⟧;
⟦DDL|create table second_one (id int)⟧;
