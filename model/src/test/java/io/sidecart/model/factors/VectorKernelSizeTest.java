package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** Looks at the kernel's byte code, as {@code javap} prints it. */
class VectorKernelSizeTest {
  /** HotSpot's -XX:FreqInlineSize: a longer method never becomes part of its callers. */
  private static final int LONGEST_INLINED = 325;

  private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): (.*)$");

  @Test
  void methodsThatComputeWithVectorsAreTooLongToBecomePartOfTheirCallers() throws Exception {
    List<String> inlined = new ArrayList<>();
    int computing = 0;
    for (String method : byteCode().split("\n\n")) {
      if (method.contains("FloatVector.add:")) {
        computing++;
        if (length(method) <= LONGEST_INLINED) {
          inlined.add(method);
        }
      }
    }

    assertThat(computing).as("methods that compute").isEqualTo(2);
    assertThat(inlined).isEmpty();
  }

  private static String byteCode() throws Exception {
    StringWriter printed = new StringWriter();
    String file =
        VectorKernel.class.getResource(VectorKernel.class.getSimpleName() + ".class").toString();
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    assertThat(javap.run(new PrintWriter(printed), new PrintWriter(printed), "-c", "-p", file))
        .as(printed.toString())
        .isZero();
    return printed.toString();
  }

  /** Of a method in bytes, but for the length of its last instruction. */
  private static int length(String method) {
    int last = 0;
    for (String line : method.split("\n")) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (instruction.matches()) {
        last = Integer.parseInt(instruction.group(1));
      }
    }
    return last;
  }
}
