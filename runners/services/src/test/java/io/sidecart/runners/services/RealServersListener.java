package io.sidecart.runners.services;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Starts a real Kafka and a real Cassandra before the first test tagged {@code services} and stops
 * them after the last test of the session.
 *
 * <p>Tests read {@code sidecart.test.kafka} and {@code sidecart.test.cassandra}, host:port each.
 */
public final class RealServersListener implements LauncherSessionListener, TestExecutionListener {
  private static final TestTag SERVICES = TestTag.create("services");

  private @Nullable AttachedStack stack;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(this);
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (stack == null && needsServices(plan)) {
      Home home = Home.current();
      stack = AttachedStack.start(home.withState(home.state().resolve("test")));
      System.setProperty("sidecart.test.kafka", stack.endpoints().kafka());
      System.setProperty("sidecart.test.cassandra", stack.endpoints().cassandra());
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (stack != null) {
      stack.close();
      stack = null;
    }
  }

  private static boolean needsServices(TestPlan plan) {
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .anyMatch(test -> test.getTags().contains(SERVICES));
  }
}
