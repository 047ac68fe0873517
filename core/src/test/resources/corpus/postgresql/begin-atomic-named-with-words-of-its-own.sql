⟦DDL|create function begin_atomic(end_at date, case_id int) returns int
begin atomic
  select begin_atomic.case_id + 1;
end⟧;
⟦DDL|create function "begin"("end" int) returns int
begin atomic
  select "begin"."end";
end⟧;
⟦QUERY|select 1⟧;
