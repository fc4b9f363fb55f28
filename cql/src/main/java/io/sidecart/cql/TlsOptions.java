package io.sidecart.cql;

import com.datastax.driver.core.RemoteEndpointAwareJdkSSLOptions;
import com.datastax.driver.core.SSLOptions;
import io.netty.channel.socket.SocketChannel;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS with the stores of a config; the driver by itself would trust a certificate of any host. */
public final class TlsOptions extends RemoteEndpointAwareJdkSSLOptions {
  private final boolean verifiesHostname;

  private TlsOptions(SSLContext context, boolean verifiesHostname) {
    super(context, null);
    this.verifiesHostname = verifiesHostname;
  }

  /** What the driver is to use, null where the config asks for no TLS. */
  public static @Nullable SSLOptions of(ConnectionConfig config) {
    return config.usesTls() ? new TlsOptions(context(config), config.verifiesHostname()) : null;
  }

  @Override
  protected SSLEngine newSSLEngine(SocketChannel channel, InetSocketAddress remote) {
    SSLEngine engine = super.newSSLEngine(channel, remote);
    if (verifiesHostname) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return engine;
  }

  private static SSLContext context(ConnectionConfig config) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store(config, "truststore"));
      @Nullable KeyManagerFactory keys = null;
      if (config.value("keystore") != null) {
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(config, "keystore"), password(config, "keystore"));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new SidecartException("Cannot set up TLS for Cassandra: " + e.getMessage(), e);
    }
  }

  /** The store of this name, null (the JVM's own) where none is given. */
  private static @Nullable KeyStore store(ConnectionConfig config, String name)
      throws GeneralSecurityException {
    @Nullable String path = config.value(name);
    if (path == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      store.load(in, password(config, name));
    } catch (IOException e) {
      throw new SidecartException(
          "Cannot read the " + name + " " + path + " (wrong path or password): " + e.getMessage(),
          e);
    }
    return store;
  }

  private static char @Nullable [] password(ConnectionConfig config, String name) {
    @Nullable String password = config.value(name + "Password");
    return password == null ? null : password.toCharArray();
  }
}
