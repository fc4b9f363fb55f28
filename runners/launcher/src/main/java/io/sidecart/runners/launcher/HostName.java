package io.sidecart.runners.launcher;

import io.sidecart.transforms.storage.ProcessIdentity;

/** The name of this machine or container, fit for a file's name. */
final class HostName {
  private HostName() {}

  static String get() {
    return ProcessIdentity.hostName().replaceAll("[^\\w.-]", "_");
  }
}
