⟦?|/*!50001 CREATE VIEW `v` AS SELECT 
 1 AS `id`,
 1 AS `no;te`*/⟧;
⟦?|/*!50001 DROP VIEW IF EXISTS `v`*/⟧;
⟦?|/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `v` AS select `orders`.`id` AS `id` from `orders` */⟧;
⟦QUERY|select 1⟧;
