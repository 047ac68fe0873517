⟦?|/*M!999999\- enable the sandbox mode */⟧ ;
-- MariaDB dump 10.19-11.4.5-MariaDB, for Linux (x86_64)
⟦?|/*M!100616 SET @OLD_NOTE_VERBOSITY=@@NOTE_VERBOSITY, NOTE_VERBOSITY=0 */⟧;
⟦DDL|CREATE TABLE `t` (
  `id` int(11) NOT NULL
) ENGINE=InnoDB⟧;
⟦?|LOCK TABLES `t` WRITE⟧;
⟦DML|INSERT INTO `t` VALUES
(1),
(2)⟧;
⟦?|UNLOCK TABLES⟧;
⟦TX|commit⟧;
DELIMITER ;;
⟦DDL|CREATE DEFINER=`root`@`localhost` PROCEDURE `p`()
BEGIN
  SELECT 1;
END⟧ ;;
DELIMITER ;
-- Dump completed
