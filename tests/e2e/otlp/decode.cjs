// Decodes spans by OpenTelemetry's own types: `node decode.cjs FILE.spans.jsonl` (a request per line) or `FILE.spans.pb` (each behind its
// length, big-endian). Prints the requests as an array of JSON, ids in hexadecimal; ends with 1 when the types do not take one.
const fs = require("node:fs");
const root = require("@opentelemetry/otlp-transformer/build/src/generated/root.js");
const Request = root.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

const kIds = new Set(["traceId", "spanId", "parentSpanId"]);
// OTLP's JSON is protobuf's but for these ids: hexadecimal, not base64 (opentelemetry-proto, "JSON Protobuf Encoding").
function withIds(value, convert) {
  if (Array.isArray(value)) return value.map((each) => withIds(each, convert));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, kIds.has(key) ? convert(inner) : withIds(inner, convert)]));
}
const toBase64 = (hex) => Buffer.from(hex, "hex").toString("base64");
const toHex = (base64) => Buffer.from(base64, "base64").toString("hex");

function plain(message) {
  return withIds(Request.toObject(message, {longs: String, bytes: String}), toHex);
}

// What the types do not know they leave out: what comes back must be what went in.
function checkNothingIsLost(sent, got, path) {
  if (typeof sent !== "object") {
    if (String(sent) !== String(got)) throw new Error(`${path}: ${sent} came back as ${got}`);
    return;
  }
  for (const key of Object.keys(sent)) {
    if (got === undefined || !(key in got)) throw new Error(`${path}.${key} is nothing that OTLP knows`);
    checkNothingIsLost(sent[key], got[key], `${path}.${key}`);
  }
}

function fromJson(line) {
  const sent = JSON.parse(line);
  const message = Request.fromObject(withIds(sent, toBase64));
  const wrong = Request.verify(message);
  if (wrong) throw new Error(wrong);
  const got = plain(Request.decode(Request.encode(message).finish()));
  checkNothingIsLost(sent, got, "request");
  return got;
}

function fromProtobuf(bytes) {
  const requests = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    const message = Request.decode(bytes.subarray(at + 4, at + 4 + size));
    const wrong = Request.verify(message);
    if (wrong) throw new Error(wrong);
    requests.push(plain(message));
    at += 4 + size;
  }
  return requests;
}

const file = process.argv[2];
const bytes = fs.readFileSync(file);
const requests = file.endsWith(".pb") ? fromProtobuf(bytes) : bytes.toString().trimEnd().split("\n").map(fromJson);
process.stdout.write(JSON.stringify(requests));
