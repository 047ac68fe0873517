⟦DDL|create table plan (db_zp_beginn text, begin_ text, x_begin text)⟧;
⟦DDL|create table second_one (id)⟧;
