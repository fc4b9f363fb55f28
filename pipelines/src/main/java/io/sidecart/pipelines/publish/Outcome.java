package io.sidecart.pipelines.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sidecart.model.RefusedException;
import io.sidecart.model.gate.Decision;
import io.sidecart.model.gate.Decision.Finding;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.model.manifest.Publication;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a version.
 *
 * @param status whether it was published
 * @param version its name
 * @param decision what the gate said; without findings where it was not asked
 * @param publication null where it was not published
 */
public record Outcome(
    Status status, String version, Decision decision, @Nullable Publication publication) {

  /** Whether a version is served. */
  public enum Status {
    PUBLISHED,
    REFUSED,
    REGISTERED
  }

  /** For people: what the gate found, and what came of it. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : decision.findings()) {
      text.append("  gate: ").append(finding.text()).append(System.lineSeparator());
    }
    if (publication != null) {
      text.append("  published as number ").append(publication.sequence());
      Publication.Overruled overruled = publication.overruled();
      if (overruled != null) {
        text.append(", overruled by ")
            .append(publication.by())
            .append(": ")
            .append(overruled.reason());
      }
      text.append(System.lineSeparator());
    } else if (status == Status.REGISTERED) {
      text.append("  not published: ./sidecart models publish ")
          .append(version)
          .append(System.lineSeparator());
    }
    return text.toString();
  }

  /** For programs: outcome, findings, and the publication where there is one. */
  public ObjectNode toTree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("outcome", status.name().toLowerCase(Locale.ROOT));
    ArrayNode findings = tree.putArray("findings");
    for (Finding finding : decision.findings()) {
      findings.addObject().put("is_refusal", finding.isRefusal()).put("text", finding.text());
    }
    if (publication != null) {
      tree.set("publication", ManifestJson.tree(publication));
    }
    return tree;
  }

  /** What stood against it, in one line, and what to do. */
  public String refusal() {
    return "Model %s is not published: %s; to publish it all the same: ./sidecart models publish %s"
            .formatted(version, String.join("; ", decision.refusals()), version)
        + " --force --reason=TEXT";
  }

  /**
   * Does nothing unless the gate refused it.
   *
   * @throws RefusedException if it did
   */
  public void throwIfRefused() {
    if (status == Status.REFUSED) {
      throw new RefusedException(refusal());
    }
  }
}
