/*!40101 SET   NAMES utf8mb4*/ ; /*M!100100 SET x = 1 */;
CREATE PROCEDURE `p` ( )
BEGIN
	SELECT "a\"b",'c',N'd'; -- three
END;
INSERT INTO t VALUES ( 1 )
