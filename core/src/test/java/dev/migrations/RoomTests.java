package dev.migrations;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

/**
 * A package is a room, and a room sees only the rooms before it.
 */
@AnalyzeClasses(packages = "dev.migrations", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomTests {

	@ArchTest
	static final ArchRule roomsSeeOnlyTheRoomsBeforeThem = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("root")
		.definedBy("dev.migrations")
		.layer("settings")
		.definedBy("dev.migrations.settings")
		.layer("source")
		.definedBy("dev.migrations.source")
		.layer("script")
		.definedBy("dev.migrations.script")
		.layer("dialect")
		.definedBy("dev.migrations.dialect")
		.layer("history")
		.definedBy("dev.migrations.history")
		.layer("plan")
		.definedBy("dev.migrations.plan")
		.layer("lock")
		.definedBy("dev.migrations.lock")
		.layer("session")
		.definedBy("dev.migrations.session")
		.layer("execution")
		.definedBy("dev.migrations.execution")
		.layer("model")
		.definedBy("dev.migrations.model")
		.whereLayer("root")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("settings")
		.mayOnlyBeAccessedByLayers("root")
		.whereLayer("source")
		.mayOnlyBeAccessedByLayers("root")
		.whereLayer("script")
		.mayOnlyBeAccessedByLayers("root", "source", "execution")
		.whereLayer("dialect")
		.mayOnlyBeAccessedByLayers("root", "script", "history", "lock", "session", "execution")
		.whereLayer("history")
		.mayOnlyBeAccessedByLayers("root", "execution")
		.whereLayer("plan")
		.mayOnlyBeAccessedByLayers("root", "execution")
		.whereLayer("lock")
		.mayOnlyBeAccessedByLayers("root", "session", "execution")
		.whereLayer("session")
		.mayOnlyBeAccessedByLayers("root", "execution")
		.whereLayer("execution")
		.mayOnlyBeAccessedByLayers("root")
		.whereLayer("model")
		.mayNotAccessAnyLayer();

	@ArchTest
	static final ArchRule thePlannerKnowsNoDatabase = noClasses().that()
		.resideInAnyPackage("dev.migrations.plan", "dev.migrations.model", "dev.migrations.source")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql", "javax.sql");

	@ArchTest
	static final ArchRule theEngineKnowsNoSpringBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule nothingIsKeptInStaticFieldsThatChange = fields().that()
		.areStatic()
		.and()
		.areNotFinal()
		.should()
		.bePrivate()
		.andShould()
		.haveModifier(JavaModifier.SYNTHETIC)
		.allowEmptyShould(true);

}
