package io.sidecart.runners.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import io.sidecart.model.SidecartException;
import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Progress to the console, more to the command's file under .sidecart/logs. */
final class Logging {
  private static final String OURS = "io.sidecart.";

  /** Stack traces of failures, which the console tells in one line. */
  private static final String FAILURES = OURS + "failures";

  /** For the file alone: of what matters in it, the job or its one line of failure tells. */
  private static final List<String> CHATTY =
      List.of(
          "org.apache.kafka.clients", // every attempt to reach a broker that is away
          "com.datastax.driver.core", // the same for nodes, and what they remark on statements
          "org.apache.hadoop.util.NativeCodeLoader",
          "org.apache.spark", // each failure many times over, before it reaches the job
          "org.apache.beam.runners.spark",
          "org.apache.beam.sdk.metrics.MetricsEnvironment", // counts outside of a worker
          "dev.ludovic.netlib", // Java instead of native algebra
          "org.apache.beam.sdk.io.FileBasedSink"); // temporary files that it has moved already

  /** A stream on Spark would write hundreds of lines a second about each micro-batch and reader. */
  private static final List<String> TALKATIVE =
      List.of("org.apache.spark", "org.apache.beam.runners.spark", "org.apache.kafka");

  private static final String FILE = "file";
  private static final String TO_CONSOLE =
      "%d{HH:mm:ss} %replace(%level ){'INFO ', ''}%msg%nopex%n";
  private static final String TO_FILE = "%d{ISO8601} %-5level [%thread] %logger{36} - %msg%n%ex";
  private static final FileSize MOST = FileSize.valueOf("20MB");

  private Logging() {}

  static Path file(Home home, String command) {
    return home.logs().resolve(command + ".log");
  }

  /** Until a command starts its file. */
  static void startConsole() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return; // spark-submit's own logging is configured by the user's cluster
    }
    context.reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    root.addAppender(console(context));
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void startFile(Home home, String command) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    try {
      Files.createDirectories(home.logs());
    } catch (IOException e) {
      throw new SidecartException("Logs cannot be written to " + home.logs(), e);
    }
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file(context, file(home, command)));
  }

  /** Writes a failure with its stack trace to the command's file alone, which may begin with it. */
  static void keep(Home home, String command, Throwable failure) {
    if (!hasFile()) {
      try {
        startFile(home, command);
      } catch (SidecartException e) {
        return; // The failure itself is what the user has to know of.
      }
    }
    LoggerFactory.getLogger(FAILURES).error("{} failed", command, failure);
  }

  private static boolean hasFile() {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(FILE) != null;
  }

  private static Appender<ILoggingEvent> console(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    console.addFilter(new Progress());
    return started(console, context, TO_CONSOLE);
  }

  private static Appender<ILoggingEvent> file(LoggerContext context, Path path) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setName(FILE);
    file.setFile(path.toString());

    FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
    names.setContext(context);
    names.setParent(file);
    names.setMaxIndex(3);
    names.setFileNamePattern(path + ".%i");
    names.start();
    file.setRollingPolicy(names);

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(MOST);
    size.start();
    file.setTriggeringPolicy(size);
    return started(file, context, TO_FILE);
  }

  private static Appender<ILoggingEvent> started(
      OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  /** Lets through our own progress, and what others warn of. */
  private static final class Progress extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      String logger = event.getLoggerName();
      if (logger.equals(FAILURES) || CHATTY.stream().anyMatch(logger::startsWith)) {
        return FilterReply.DENY;
      }
      boolean ours = logger.startsWith(OURS);
      return event.getLevel().isGreaterOrEqual(ours ? Level.INFO : Level.WARN)
          ? FilterReply.NEUTRAL
          : FilterReply.DENY;
    }
  }
}
