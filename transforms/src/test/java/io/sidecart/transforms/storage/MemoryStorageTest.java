package io.sidecart.transforms.storage;

class MemoryStorageTest extends StorageContract {
  private final Storage storage = new MemoryStorage();

  @Override
  protected Storage storage() {
    return storage;
  }

  @Override
  protected String folder() {
    return "/memory/folder";
  }
}
