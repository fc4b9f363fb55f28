package io.sidecart.runners.direct;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Keys and certificates that are made for a test, by the JDK's keytool. */
final class KeyStores {
  private static final String ALIAS = "own";

  private final Path folder;
  private final String password;

  KeyStores(Path folder, String password) {
    this.folder = folder;
    this.password = password;
  }

  /** A key with a certificate for this machine, signed by itself. */
  Path key(String name) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    ProcessBuilder keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "STORE_PASSWORD")
            .inheritIO();
    keytool.environment().put("STORE_PASSWORD", password);
    int status = keytool.start().waitFor();
    if (status != 0) {
      throw new IOException("keytool ended with " + status);
    }
    return store;
  }

  /** A truststore of the certificate of a key, and of no other. */
  Path trust(Path key) throws IOException, GeneralSecurityException {
    char[] secret = password.toCharArray();
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        ALIAS, KeyStore.getInstance(key.toFile(), secret).getCertificate(ALIAS));
    Path store = key.resolveSibling("trust-" + key.getFileName());
    try (OutputStream out = Files.newOutputStream(store)) {
      trusted.store(out, secret);
    }
    return store;
  }
}
