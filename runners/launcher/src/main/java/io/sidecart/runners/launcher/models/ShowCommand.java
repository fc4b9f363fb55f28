package io.sidecart.runners.launcher.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.model.manifest.Publication;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description =
        "Shows all that is known of a version: how trained, on what, how good, its files.")
final class ShowCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A version of the list (default: the published one)")
  private @Nullable String version;

  @Option(names = "--json", description = "As JSON, for programs")
  private boolean json;

  ShowCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    ModelStore store = option.open();
    ObjectNode tree = tree(store, version == null ? StoreOption.published(store) : version);
    if (json) {
      out.print(Reports.toJson(tree));
    } else {
      print(tree, "");
    }
    return 0;
  }

  private static ObjectNode tree(ModelStore store, String version) throws IOException {
    ObjectNode tree = ManifestJson.tree(store.manifest(version));
    tree.put(
        "is_published", store.current().filter(each -> each.version().equals(version)).isPresent());
    ArrayNode publications = tree.putArray("publications");
    for (Publication publication : store.publications().publications()) {
      if (publication.version().equals(version)) {
        publications.add(ManifestJson.tree(publication));
      }
    }
    return tree;
  }

  private void print(JsonNode node, String indent) {
    node.fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              out.print(indent + field.getKey() + ":");
              if (value.isValueNode()) {
                out.println(" " + value.asText());
              } else {
                out.println();
                print(value, indent + "  ");
              }
            });
    node.elements()
        .forEachRemaining(
            element -> {
              if (node.isArray()) {
                out.println(indent + "- " + oneLine(element));
              }
            });
  }

  private static String oneLine(JsonNode node) {
    if (node.isValueNode()) {
      return node.asText();
    }
    StringBuilder line = new StringBuilder();
    node.fields()
        .forEachRemaining(
            field ->
                line.append(line.isEmpty() ? "" : ", ")
                    .append(field.getKey())
                    .append(' ')
                    .append(oneLine(field.getValue())));
    node.elements()
        .forEachRemaining(
            element -> {
              if (node.isArray()) {
                line.append(line.isEmpty() ? "" : "; ").append(oneLine(element));
              }
            });
    return line.toString();
  }
}
