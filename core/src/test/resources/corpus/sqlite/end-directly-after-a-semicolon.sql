⟦DDL|create trigger a after insert on t begin select 1;end⟧;
⟦DDL|create trigger b after insert on t begin select 1;END⟧ ;
⟦DDL|create trigger c after insert on t begin select 1;/* x */end⟧;
