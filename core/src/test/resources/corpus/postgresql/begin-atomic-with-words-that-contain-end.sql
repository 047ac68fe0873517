⟦DDL|create function pending_count() returns bigint
begin atomic
  select count(*) from pending where ended and append > 0 and "end" is null;
  select backend, endless, end_date, beginning from ending;
end⟧;
⟦QUERY|select 1⟧;
