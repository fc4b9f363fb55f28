package io.sidecart.transforms.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, as others on the same storage know it.
 *
 * @param host the name of its machine
 * @param pid its number there
 * @param started tells it from others of its number: on Linux {@code ticks@boot@namespace}, where
 *     ticks count from the boot, so that a clock that is set moves nothing; elsewhere the time of
 *     its start, empty where the system does not tell
 */
public record ProcessIdentity(String host, long pid, String started) {
  private static final Pattern ON_LINUX = Pattern.compile("(\\d+)@([\\w-]+)@(\\d+)");

  /**
   * Field 22 of {@code /proc/<pid>/stat}. The second is in brackets and may hold spaces; the third
   * is Z for a process that has ended and that nobody waits for.
   */
  private static final Pattern TICKS = Pattern.compile(".*\\) [^Z] (?:\\S+ ){18}(\\d+) .*");

  /** Names that many machines have. */
  private static final Pattern NO_NAME = Pattern.compile("localhost(\\..*)?");

  public ProcessIdentity {
    requireNonNull(host, "host");
    requireNonNull(started, "started");
  }

  /** This process. */
  public static ProcessIdentity current() {
    return of(ProcessHandle.current());
  }

  /** A process of this machine. */
  static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(hostName(), process.pid(), startOf(process));
  }

  /** It itself, where it runs on this machine and, of its containers, in this one. */
  public Optional<ProcessHandle> here() {
    return ProcessHandle.of(pid).filter(this::is);
  }

  private boolean is(ProcessHandle process) {
    // A machine may have got another name since; its boots and containers have one each.
    return ON_LINUX.matcher(started).matches()
        ? started.equals(startOf(process))
        : of(process).equals(this);
  }

  /**
   * Whether it is known to have ended. Of one of another machine, or of another container, that
   * cannot be told from here.
   */
  public boolean isGone() {
    return isGone(current());
  }

  boolean isGone(ProcessIdentity here) {
    if (!host.equals(here.host)) {
      return false;
    }
    Matcher then = ON_LINUX.matcher(started);
    Matcher now = ON_LINUX.matcher(here.started);
    if (then.matches() && now.matches()) {
      if (!then.group(2).equals(now.group(2))) {
        // The machine was started anew since, if it is the same one.
        return isNamed();
      }
      if (!then.group(3).equals(now.group(3))) {
        return false;
      }
    } else if (!isNamed()) {
      return false;
    } else if (then.matches() != now.matches()) {
      // Written by another version, or not to be read now: the number alone tells.
      return ProcessHandle.of(pid).isEmpty();
    }
    // A process of the same number that started at another time is another one.
    return ProcessHandle.of(pid).filter(process -> startOf(process).equals(started)).isEmpty();
  }

  private boolean isNamed() {
    return !NO_NAME.matcher(host).matches();
  }

  private static String startOf(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      Matcher ticks = TICKS.matcher(stat.strip());
      Optional<String> namespace = namespace();
      if (ticks.matches() && namespace.isPresent()) {
        String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        return ticks.group(1) + "@" + boot + "@" + namespace.get();
      }
    } catch (IOException e) {
      // No Linux, or the process has just ended: then there is no start either.
    }
    return process.info().startInstant().map(Object::toString).orElse("");
  }

  /** The number of the namespace of this process' pid; containers have one each. */
  private static Optional<String> namespace() {
    try {
      String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return Optional.of(link.replaceAll("\\D", ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The name of this machine or container. */
  public static String hostName() {
    try {
      // The kernel knows it without a name service, which may be slow or not know it.
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return ofNameService();
    }
  }

  private static String ofNameService() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
