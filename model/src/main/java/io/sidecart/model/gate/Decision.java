package io.sidecart.model.gate;

import java.util.List;

/**
 * What a gate says of a model.
 *
 * @param findings everything that it looked at, in one line each
 */
public record Decision(List<Finding> findings) {
  public Decision {
    findings = List.copyOf(findings);
  }

  /**
   * One thing that the gate looked at.
   *
   * @param isRefusal whether the model must not be served for it
   * @param text what was found, in one line
   */
  public record Finding(boolean isRefusal, String text) {}

  /** Whether the model must not be served. */
  public boolean isRefused() {
    return findings.stream().anyMatch(Finding::isRefusal);
  }

  /** What is held against the model; empty where nothing is. */
  public List<String> refusals() {
    return findings.stream().filter(Finding::isRefusal).map(Finding::text).toList();
  }
}
