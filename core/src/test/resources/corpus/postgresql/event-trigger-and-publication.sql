⟦DDL|create event trigger e on ddl_command_end execute function f()⟧;
⟦DDL|create publication p for table a, b⟧;
⟦QUERY|select 1⟧;
