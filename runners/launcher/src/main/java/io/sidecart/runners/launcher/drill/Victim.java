package io.sidecart.runners.launcher.drill;

/** What can be killed; executors and workers are those of a cluster. */
enum Victim {
  driver,
  executor,
  worker
}
