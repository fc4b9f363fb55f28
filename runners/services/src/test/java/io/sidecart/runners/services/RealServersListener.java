package io.sidecart.runners.services;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Starts a real Kafka and a real Cassandra before the first test tagged {@code services}, a real
 * HDFS before the first one tagged {@code hdfs}, and stops them after the last test of the session.
 *
 * <p>Tests read {@code sidecart.test.kafka} and {@code sidecart.test.cassandra}, host:port each,
 * and {@code sidecart.test.hdfs}, hdfs://host:port.
 */
public final class RealServersListener implements LauncherSessionListener, TestExecutionListener {
  private static final TestTag SERVICES = TestTag.create("services");
  private static final TestTag HDFS = TestTag.create("hdfs");

  private @Nullable AttachedStack stack;
  private @Nullable AttachedStack hdfs;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(this);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Home home = Home.current();
    if (stack == null && needs(SERVICES, plan)) {
      stack =
          AttachedStack.startBrief(home.withState(home.state().resolve("test")), Service.basic());
      System.setProperty("sidecart.test.kafka", stack.endpoints().kafka());
      System.setProperty("sidecart.test.cassandra", stack.endpoints().cassandra());
    }
    if (hdfs == null && needs(HDFS, plan)) {
      hdfs =
          AttachedStack.start(
              home.withState(home.state().resolve("test-hdfs")), Set.of(Service.HDFS));
      System.setProperty("sidecart.test.hdfs", "hdfs://" + hdfs.endpoint(Service.HDFS));
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (stack != null) {
      stack.close();
      stack = null;
    }
    if (hdfs != null) {
      hdfs.close();
      hdfs = null;
    }
  }

  private static boolean needs(TestTag tag, TestPlan plan) {
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .anyMatch(test -> test.getTags().contains(tag));
  }
}
