/*!40101 SET NAMES utf8mb4 */;
/*M!100100 SET x = 1 */;
DELIMITER //
CREATE PROCEDURE `p`() BEGIN SELECT "a\"b", 'c', N'd'; END; //
DELIMITER ;
# comment
INSERT INTO t VALUES (1);-- tail
