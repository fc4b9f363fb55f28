package io.sidecart.runners.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.datastax.driver.core.Session;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no class may do with data from outside. */
class SecurityRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sidecart");

  @Test
  void noBytesBecomeJavaObjects() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.io\\.ObjectInput.*|.*\\.SerializationUtils|.*\\.SerializableUtils"
                    + "|java\\.beans\\.XMLDecoder"
                    + "|org\\.apache\\.kafka\\.common\\.serialization\\.(?!ByteArray|String).+serializer");

    rule.check(CLASSES);
  }

  @Test
  void noJsonNamesTheClassThatItBecomes() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethodWhere(calls("(activate|enable)DefaultTyping.*"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo");

    rule.check(CLASSES);
  }

  /** What comes from outside is bound, and so never read as a part of a statement. */
  @Test
  void statementsArePrepared() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CassandraSession.class.getName())
            .should()
            .callMethodWhere(sendsText())
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                "com\\.datastax\\.driver\\.core\\.(Simple|Regular)Statement"
                    + "|com\\.datastax\\.driver\\.core\\.querybuilder\\..*");

    rule.check(CLASSES);
  }

  @Test
  void textIsSentForTheSchemaAlone() {
    ArchRule rule =
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Schema.class.getName())
            .should()
            .callMethod(CassandraSession.class, "define", String.class);

    rule.check(CLASSES);
  }

  private static DescribedPredicate<JavaMethodCall> calls(String name) {
    return DescribedPredicate.describe(
        "calls " + name, call -> call.getTarget().getName().matches(name));
  }

  private static DescribedPredicate<JavaMethodCall> sendsText() {
    return DescribedPredicate.describe(
        "sends a text to Cassandra",
        call ->
            assignableTo(Session.class).test(call.getTargetOwner())
                && List.of("execute", "executeAsync").contains(call.getTarget().getName())
                && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(String.class));
  }
}
