package fairlead.redis.tracing;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Names of OpenTelemetry's semantic conventions 1.44 (database clients, Redis, code). Defined here
 * because servers include an older set of names.
 */
final class DbAttributes {
  static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
  static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");
  static final AttributeKey<String> QUERY = AttributeKey.stringKey("db.query.text");
  static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("db.namespace");
  static final AttributeKey<String> STATUS = AttributeKey.stringKey("db.response.status_code");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
  static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");
  static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
  static final AttributeKey<String> FILE = AttributeKey.stringKey("code.file.path");
  static final AttributeKey<Long> LINE = AttributeKey.longKey("code.line.number");

  // Not part of the conventions.
  static final AttributeKey<Long> ARGUMENTS = AttributeKey.longKey("fairlead.redis.arguments");
  static final AttributeKey<String> KEY = AttributeKey.stringKey("fairlead.redis.key");

  private DbAttributes() {}
}
