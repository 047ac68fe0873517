-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
--
-- Host: localhost    Database: shop; ours
-- ------------------------------------------------------
⟦?|/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */⟧;
⟦?|/*!50503 SET NAMES utf8mb4 */⟧;
⟦?|/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */⟧;

--
-- Table structure for table `orders`
--

⟦DDL|DROP TABLE IF EXISTS `orders`⟧;
⟦?|/*!40101 SET @saved_cs_client     = @@character_set_client */⟧;
⟦DDL|CREATE TABLE `orders` (
  `id` int NOT NULL AUTO_INCREMENT,
  `note` varchar(200) DEFAULT 'a;b',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4⟧;
⟦?|LOCK TABLES `orders` WRITE⟧;
⟦?|/*!40000 ALTER TABLE `orders` DISABLE KEYS */⟧;
⟦DML|INSERT INTO `orders` VALUES (1,'it\'s; here'),(2,'line\none;'),(3,NULL)⟧;
⟦?|/*!40000 ALTER TABLE `orders` ENABLE KEYS */⟧;
⟦?|UNLOCK TABLES⟧;
⟦?|/*!50003 SET @saved_sql_mode       = @@sql_mode */⟧ ;
⟦?|/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES' */⟧ ;
DELIMITER ;;
⟦DDL|/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `orders_bi` BEFORE INSERT ON `orders` FOR EACH ROW BEGIN
  IF NEW.note IS NULL THEN
    SET NEW.note = 'none;';
  END IF;
END */⟧;;
DELIMITER ;
⟦?|/*!50003 SET sql_mode              = @saved_sql_mode */⟧ ;
/* a plain; comment */
-- Dump completed on 2024-05-01 10:00:00
