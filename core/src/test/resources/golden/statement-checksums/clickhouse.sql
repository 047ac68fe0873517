#! comment
CREATE TABLE t (a Array(Int32)) ENGINE = MergeTree ORDER BY tuple();
SELECT 'a\'b', $h$ c; $h$ FROM t;
