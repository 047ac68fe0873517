⟦DDL|create rule r as on delete to t do instead delete from u⟧;
⟦DDL|create rule s as on update to t do nothing⟧;
