package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.migrations.boot.actuate.MigrationsEndpoint;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.migrations.boot");

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(this.classes);
	}

	@Test
	void beanMethodsStayInTheirPackage() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(this.classes);
	}

	@Test
	void everyAutoConfigurationIsListedInAlphabeticalOrder() throws IOException {
		List<String> listed = new ClassPathResource(
				"META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")
			.getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.toList();
		List<String> present = this.classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(new ArrayList<>(listed)).isEqualTo(present);
	}

	@Test
	void nothingIsStaticAndMutable() {
		fields().that().areStatic().should().beFinal().check(this.classes);
	}

	@Test
	void autoConfigurationDoesNotKnowTheEndpoint() {
		noClasses().that()
			.resideInAPackage(MigrationProperties.class.getPackageName())
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(MigrationsEndpoint.class.getPackageName(), "org.springframework.boot.actuate..")
			.check(this.classes);
	}

	@Test
	void beansThatWaitForTheMigrationsAreNeverAskedFor() {
		noClasses().should()
			.dependOnClassesThat(DescribedPredicate.describe("wait for database initialization",
					(type) -> type.getPackageName().startsWith("org.springframework.jdbc.core")
							|| type.getPackageName().startsWith("org.springframework.transaction")
							|| type.getPackageName().startsWith("org.springframework.orm")))
			.because("they wait for the initializer, so it cannot wait for them")
			.check(this.classes);
	}

	@Test
	void whatIsLoadedBeforePicocliIsLookedForDoesNotKnowIt() {
		noClasses().that()
			.resideOutsideOfPackage("dev.migrations.boot.command")
			.or()
			.haveSimpleName("MigrationsRunListener")
			.or()
			.haveSimpleNameStartingWith("CommandArguments")
			.or()
			.haveSimpleNameStartingWith("CommandExecution")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("picocli..")
			.because("it may be excluded")
			.check(this.classes);
	}

	@Test
	void terminalKnowsNoOtherRoom() {
		noClasses().that()
			.resideInAPackage("dev.migrations.boot.terminal")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("dev.migrations.boot.autoconfigure", "dev.migrations.boot.actuate",
					"dev.migrations.boot.command")
			.check(this.classes);
	}

	@Test
	void nothingKnowsCommands() {
		noClasses().that()
			.resideOutsideOfPackage("dev.migrations.boot.command")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("dev.migrations.boot.command")
			.check(this.classes);
	}

}
