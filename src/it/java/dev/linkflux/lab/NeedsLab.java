package dev.linkflux.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * On tests that build a {@link Lab}: where none can be built they are skipped, loudly; with {@code
 * LINKFLUX_LAB=required} in the environment they run all the same, and fail.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsLab.Condition.class)
public @interface NeedsLab {

  /** Decides whether the test runs. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String missing = LabRights.missing().orElse("");
      if (missing.isEmpty() || "required".equals(System.getenv("LINKFLUX_LAB"))) {
        return ConditionEvaluationResult.enabled("a lab can be built");
      }
      System.err.println("!!! SKIPPED " + context.getDisplayName() + ": " + missing);
      return ConditionEvaluationResult.disabled(missing);
    }
  }
}
