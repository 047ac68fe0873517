⟦?|/*!40101 SET NAMES utf8mb4 */⟧;
⟦?|/*!50003 SET sql_mode = 'STRICT_TRANS_TABLES' */⟧ ;
⟦DDL|create table t (id int) /*!50100 partition by hash (id) partitions 4 */⟧;
⟦QUERY|select /*! 1 + */ 2⟧;
