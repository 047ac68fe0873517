insert into t values ('a', ⟦ERROR|⟧'it''s);
select 'b''';
