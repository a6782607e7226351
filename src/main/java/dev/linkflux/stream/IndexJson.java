package dev.linkflux.stream;

import java.util.List;

/** Puts into JSON what there is to be asked for. */
final class IndexJson {
  private IndexJson() {}

  static byte[] write(List<Resource> all) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("links");
          for (Resource one : all) {
            json.writeStartObject();
            json.writeStringField("href", one.path());
            json.writeBooleanField("templated", one.path().contains("{")); // RFC 6570
            json.writeStringField("what", one.what());
            Json.names(json, "methods", one.methods());
            Json.names(json, "parameters", one.parameters());
            json.writeStringField("type", one.contentType());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
