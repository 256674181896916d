package fairlead.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * What is known of a traced method before a call; found by reflection once per method.
 *
 * <p>No {@code code.file.path} and no {@code code.line.number}: they would have to be read from the
 * class file. A failure's stack trace has both.
 */
record TracedMethod(
    boolean untraced,
    String name,
    SpanKind kind,
    Attributes attributes,
    Result result,
    List<Argument> arguments) {
  private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
  private static final AttributeKey<String> RETURN_TYPE =
      AttributeKey.stringKey("fairlead.return_type");

  /** What ends the span: the return of the method, or the end of the returned object. */
  enum Result {
    VALUE,
    STAGE,
    PUBLISHER
  }

  /** A parameter that becomes an attribute. */
  record Argument(int index, String attribute, boolean secret) {
    void set(Span span, Object[] values) {
      Object value = values[index];
      Redaction.set(span, attribute, secret && value != null ? Redaction.REDACTED : value);
    }
  }

  /**
   * @param context of any call of the method
   * @param bean the bean's class
   */
  static TracedMethod of(InvocationContext context, Class<?> bean) {
    Method method = context.getMethod();
    Traced binding = TracedBinding.of(context, bean);
    Attributes attributes =
        Attributes.of(
            FUNCTION,
            method.getDeclaringClass().getName() + "." + method.getName(),
            RETURN_TYPE,
            method.getReturnType().getTypeName());
    return new TracedMethod(
        method.isAnnotationPresent(Untraced.class),
        name(binding, bean, method),
        binding == null ? SpanKind.INTERNAL : binding.kind(),
        attributes,
        result(method.getReturnType()),
        arguments(method));
  }

  void setArguments(Span span, InvocationContext context) {
    if (!arguments.isEmpty()) {
      Object[] values = context.getParameters();
      for (Argument argument : arguments) {
        argument.set(span, values);
      }
    }
  }

  private static String name(Traced binding, Class<?> bean, Method method) {
    String given = binding == null ? "" : binding.value();
    if (given.isEmpty()) {
      return bean.getSimpleName() + "." + method.getName();
    }
    return method.isAnnotationPresent(Traced.class) ? given : given + "." + method.getName();
  }

  // The interceptor returns another publisher, so the declared type must be exactly Flow.Publisher.
  private static Result result(Class<?> type) {
    if (type == Flow.Publisher.class) {
      return Result.PUBLISHER;
    }
    return CompletionStage.class.isAssignableFrom(type) ? Result.STAGE : Result.VALUE;
  }

  private static List<Argument> arguments(Method method) {
    List<Argument> arguments = new ArrayList<>();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      SpanParameter named = parameters[i].getAnnotation(SpanParameter.class);
      if (named != null) {
        boolean secret =
            Redaction.secret(named.value())
                || (parameters[i].isNamePresent() && Redaction.secret(parameters[i].getName()));
        arguments.add(new Argument(i, named.value(), secret));
      }
    }
    return List.copyOf(arguments);
  }
}
