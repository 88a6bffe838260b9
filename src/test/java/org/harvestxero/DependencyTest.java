package org.harvestxero;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.harvestxero.store.ConnectionLock;
import org.harvestxero.store.Store;
import org.harvestxero.store.connection.TokenTable;
import org.harvestxero.store.copy.NotificationTable;
import org.harvestxero.store.database.Durability;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who may know whom, and what nobody may do. */
@AnalyzeClasses(packages = "org.harvestxero", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
    private static final String BASE = "org.harvestxero";

    /** Rules of money are functions: no framework, no database, no file, no network. */
    @ArchTest
    static final ArchRule rulesArePure = classes()
            .that()
            .resideInAnyPackage(
                    BASE + ".billing..",
                    BASE + ".mapping..",
                    BASE + ".comparison..",
                    BASE + ".dunning..",
                    BASE + ".monthend..",
                    BASE + ".payroll..",
                    BASE + ".profit..",
                    BASE + ".reconciliation..",
                    BASE + ".worth..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".billing..",
                    BASE + ".mapping..",
                    BASE + ".comparison..",
                    BASE + ".dunning..",
                    BASE + ".monthend..",
                    BASE + ".payroll..",
                    BASE + ".profit..",
                    BASE + ".reconciliation..",
                    BASE + ".worth..",
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.text..",
                    "java.util..",
                    "org.jspecify..");

    /** A class is named by what it is, not by what it does; the words excepted are the trade's own for a thing. */
    @ArchTest
    static final ArchRule classesAreNamedByNouns = noClasses()
            .that()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameNotEndingWith("Wiring")
            .should()
            .haveNameMatching(".*\\.(?!(Coding|Pricing|Rounding|TimeRounding|Standing|Warning)$)[A-Za-z]*ing");

    /** Not even packages of one family know each other in a circle. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(BASE + ".(**)").should().beFreeOfCycles();

    /** What is known does not depend on how one talks or who asks. */
    @ArchTest
    static final ArchRule theStoreKnowsNoHttpAndNoDoors = noClasses()
            .that()
            .resideInAPackage(BASE + ".store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".harvest..",
                    BASE + ".xero..",
                    BASE + ".http..",
                    BASE + ".cli..",
                    BASE + ".api..",
                    BASE + ".runtime..",
                    BASE + ".monitoring..",
                    BASE + ".notification..",
                    BASE + ".copy..",
                    "org.apache.camel..",
                    "java.net.http..",
                    "org.apache.hc..");

    /** How one talks to each side is no business of tables or of people's doors. */
    @ArchTest
    static final ArchRule connectorsKnowNoTables = noClasses()
            .that()
            .resideInAnyPackage(BASE + ".harvest..", BASE + ".xero..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".copy..",
                    BASE + ".cli..",
                    BASE + ".api..",
                    BASE + ".runtime..",
                    BASE + ".monitoring..",
                    BASE + ".notification..",
                    "java.sql..");

    @ArchTest
    static final ArchRule doorsKnowNoSqlAndNoWire = noClasses()
            .that()
            .resideInAnyPackage(BASE + ".cli..", BASE + ".console..", BASE + ".export..", BASE + ".mcp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".store..", "java.sql..", "javax.sql..", "org.springframework..", BASE + ".http..");

    /** Nobody comes in by mail, so what was told may be recorded in its table; all else is asked as through a door. */
    @ArchTest
    static final ArchRule mailKnowsOneTableAndNoSql = noClasses()
            .that()
            .resideInAPackage(BASE + ".notification..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            BASE + ".store..", "java.sql..", "javax.sql..", "org.springframework..", BASE + ".http..")
                    .and(not(belongToAnyOf(NotificationTable.class))));

    /**
     * What a field is called in the API of Harvest or Xero is known where one talks to them; everyone else gets values. Beside them
     * JSON is read and written only where it is the door's own format, in what hooks get, in the log, and in the forms values are stored in.
     */
    @ArchTest
    static final ArchRule jsonStaysAtTheEdges = noClasses()
            .that()
            .resideOutsideOfPackages(
                    BASE + ".http..",
                    BASE + ".harvest..",
                    BASE + ".xero..",
                    BASE + ".config..",
                    BASE + ".cli..",
                    BASE + ".export..",
                    BASE + ".hook..",
                    BASE + ".mcp..",
                    BASE + ".runtime..",
                    BASE + ".sandbox..")
            .and()
            .haveNameNotMatching(Pattern.quote(BASE + ".store.billing.DraftJson") + "(\\$.*)?")
            .and()
            .haveNameNotMatching(Pattern.quote(BASE + ".copy.document.StoredJson") + "(\\$.*)?")
            .and()
            .haveNameNotMatching(Pattern.quote(BASE + ".store.event.EventJson") + "(\\$.*)?")
            .and()
            .haveSimpleNameNotContaining("LogLine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    /** The stand-ins are a jar of their own: they know no more of the product than what the demo asks of them. */
    @ArchTest
    static final ArchRule sandboxesStandAlone = noClasses()
            .that()
            .resideInAPackage(BASE + ".sandbox..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage(BASE + "..").and(not(resideInAnyPackage(BASE + ".sandbox..", BASE + ".demo.."))));

    @ArchTest
    static final ArchRule theProductKnowsNoSandbox = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".sandbox..");

    /** Time comes from a Clock that is handed in; the process's start and the stand-ins make theirs. */
    @ArchTest
    static final ArchRule nowComesFromAClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(BASE + ".Main")
            .and()
            .doNotHaveFullyQualifiedName(BASE + ".wiring.EngineWiring")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(YearMonth.class, "now")
            .orShould()
            .callMethod(Year.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    /**
     * What is written goes through the ledger's fence, so that a process that was overtaken leaves no trace. Apart from it are only
     * looks, the database's own upkeep, and tokens, which every process may renew under a lock of their own.
     */
    @ArchTest
    static final ArchRule tablesAreWrittenBehindTheFence = noClasses()
            .that()
            .doNotBelongToAnyOf(Store.class, Durability.class, ConnectionLock.class, TokenTable.class)
            .and()
            .haveSimpleNameNotContaining("DatabaseMaintenance")
            .and()
            .haveSimpleNameNotContaining("Postgres")
            .and()
            .haveSimpleNameNotContaining("FencedJdbc")
            .and()
            .haveSimpleNameNotContaining("OpenedDataSource")
            .and()
            .haveSimpleNameNotContaining("LocalChecks")
            .and()
            .haveSimpleNameNotContaining("DatabaseLook")
            .should()
            .callConstructor(JdbcTemplate.class, DataSource.class)
            .orShould()
            .callMethod(DataSource.class, "getConnection");

    @ArchTest
    static final ArchRule moneyIsNeverMadeOfADouble = noClasses()
            .should()
            .callConstructor(BigDecimal.class, double.class)
            .orShould()
            .callMethod(BigDecimal.class, "valueOf", double.class);
}
