package io.sidecart.runners.launcher.drill;

/** What is wrong for a while. */
interface Fault extends AutoCloseable {

  /** Makes a fault for a scene, which may have changed for it. */
  interface Factory {
    Fault prepare(Stage stage) throws Exception;
  }

  /** The scene that it needs. */
  default Scene scene(Stage stage, String drill) throws Exception {
    return Scene.of(stage, drill);
  }

  /** Whether nothing can be committed while it lasts. */
  default boolean stopsTheStream() {
    return true;
  }

  void strike() throws Exception;

  /** Undoes it; does nothing where it is undone already. */
  void mend() throws Exception;

  @Override
  default void close() throws Exception {
    mend();
  }
}
