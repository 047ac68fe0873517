package dev.migrations.boot.slices;

import java.util.List;

import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PersonMapper {

	@Select("SELECT name FROM person")
	List<String> names();

}
