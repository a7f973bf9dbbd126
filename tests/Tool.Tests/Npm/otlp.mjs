// OTLP/JSON through the protocol buffer messages that OpenTelemetry generates from its schema, as a receiver would: what the schema does not know, or knows as another type, does not come back.
import { isDeepStrictEqual } from "node:util";

export function readOtlp(require, value) {
  const { opentelemetry } = require("@opentelemetry/otlp-transformer/build/src/generated/root.js");
  const Request = opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
  const decoded = Request.decode(Request.encode(Request.fromObject(withIds(value, (hex) => Buffer.from(hex, "hex")))).finish());
  // Enumerations are numbers in OTLP/JSON, 64-bit numbers strings, and ids hexadecimal.
  const read = Request.toObject(decoded, { longs: String, enums: Number, bytes: Buffer });
  const again = JSON.parse(JSON.stringify(withIds(read, (bytes) => Buffer.from(bytes).toString("hex"))));
  const spans = again.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  const written = value.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  spans.forEach((span, i) => {
    if (!isDeepStrictEqual(span, written[i])) throw new Error(`span ${i} comes back as ${JSON.stringify(span)}, written was ${JSON.stringify(written[i])}`);
  });
  if (!isDeepStrictEqual(again, value)) throw new Error("the request does not come back as it was written");
  const byId = new Map(spans.map((span) => [span.traceId + span.spanId, span.name]));
  return { calls: spans.map((span) => `${span.parentSpanId ? byId.get(span.traceId + span.parentSpanId) : ""} > ${span.name}`), service: again.resourceSpans[0].resource.attributes[0].value.stringValue };
}

function withIds(request, convert) {
  const ids = new Set(["traceId", "spanId", "parentSpanId"]);
  const walk = (value) =>
    Array.isArray(value) ? value.map(walk)
    : value instanceof Uint8Array || value === null || typeof value !== "object" ? value
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ids.has(key) ? convert(inner) : walk(inner)]));
  return walk(request);
}
