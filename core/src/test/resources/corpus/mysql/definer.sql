⟦DDL|CREATE DEFINER=`root`@`localhost` PROCEDURE `p`()
BEGIN
  SELECT 1;
END⟧;
⟦DDL|CREATE DEFINER = 'a;b'@'%' TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END⟧;
⟦DDL|create definer=current_user function f() returns int no sql begin return 1; end⟧;
⟦DDL|CREATE ALGORITHM=UNDEFINED DEFINER=`a`@`b` SQL SECURITY DEFINER VIEW v AS SELECT 1⟧;
⟦QUERY|select 1⟧;
