package io.sidecart.model.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model store's files as JSON, with names in snake case and times as ISO text in UTC. */
public final class ManifestJson {
  private static final String LOG = "log";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .annotationIntrospector(new RequiredComponents())
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new InstantWriter())
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private ManifestJson() {}

  /** The value as indented JSON. */
  public static String write(Manifest manifest) {
    return json(manifest);
  }

  /**
   * The log as indented JSON: the publication that is served, and under {@code log} those before
   * it.
   */
  public static String write(PublicationLog log) {
    List<Publication> all = log.publications();
    ObjectNode tree = MAPPER.valueToTree(all.get(all.size() - 1));
    tree.set(LOG, MAPPER.valueToTree(all.subList(0, all.size() - 1)));
    return json(tree);
  }

  /** The value as a tree, to be made part of a report. */
  public static ObjectNode tree(Publication publication) {
    return MAPPER.valueToTree(publication);
  }

  /** The manifest as a tree, to be made part of a report. */
  public static ObjectNode tree(Manifest manifest) {
    return MAPPER.valueToTree(manifest);
  }

  /**
   * Reads a manifest.
   *
   * @throws SidecartException if it is not JSON, a field is missing, or its format is another one
   */
  public static Manifest readManifest(byte[] json) {
    Manifest manifest = parse(json, Manifest.class);
    if (manifest.formatVersion() != Manifest.FORMAT_VERSION) {
      throw new SidecartException(
          "its format is "
              + manifest.formatVersion()
              + ", and only "
              + Manifest.FORMAT_VERSION
              + " is known");
    }
    return manifest;
  }

  /**
   * Reads the publication that is served.
   *
   * @throws SidecartException if it is not JSON or a field is missing
   */
  public static Publication readPublication(byte[] json) {
    return parse(json, Publication.class);
  }

  /**
   * Reads all publications. A file of an older release holds the last one alone.
   *
   * @throws SidecartException if it is not JSON or a field is missing
   */
  public static PublicationLog readLog(byte[] json) {
    List<Publication> all = new ArrayList<>(parse(json, Before.class).publications());
    all.add(readPublication(json));
    return new PublicationLog(all);
  }

  private record Before(@Nullable List<Publication> log) {
    List<Publication> publications() {
      return log == null ? List.of() : log;
    }
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(value + " has no JSON", e);
    }
  }

  private static <T> T parse(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new SidecartException("it is null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new SidecartException("it cannot be read: " + oneLine(e), e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static String oneLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("no reason given");
  }

  /** Every component of a record must be there, unless it may be null. */
  private static final class RequiredComponents extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      return member instanceof AnnotatedParameter parameter
              && parameter.getOwner().getMember() instanceof Constructor<?> constructor
          ? !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
              Nullable.class)
          : super.hasRequiredMarker(member);
    }
  }

  private static final class InstantWriter extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getText();
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw JsonMappingException.from(in, text + " is no time", e);
      }
    }
  }
}
