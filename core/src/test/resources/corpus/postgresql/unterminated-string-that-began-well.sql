insert into t values ('a', 'it''s);
select 'c⟦ERROR|⟧''';
