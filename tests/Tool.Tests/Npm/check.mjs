// Reads converted files with the parsers of their formats: node check.mjs PACKAGES FOLDER; prints what it found, or fails.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import { readOtlp } from "./otlp.mjs";
import { readTraceEvents } from "./traceEvents.mjs";

const [packages, folder] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const Ajv = require("ajv").default;
const { Profile } = require("pprof-format");

const schema = JSON.parse(readFileSync(join(packages, "node_modules", "speedscope", "dist", "release", "file-format-schema.json"), "utf8"));
const tell = (file, calls) => {
  const counts = new Map();
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1);
  for (const [call, count] of [...counts].sort()) console.log(`${file} calls ${call} ${count}`);
};
const isSpeedscope = new Ajv({ strict: false, allErrors: true }).compile(schema);

for (const file of readdirSync(folder).sort()) {
  const bytes = readFileSync(join(folder, file));
  if (file.endsWith(".speedscope.json")) {
    const value = JSON.parse(bytes);
    if (!isSpeedscope(value)) throw new Error(`${file}: ${JSON.stringify(isSpeedscope.errors.slice(0, 3))}`);
    console.log(`${file} profiles ${value.profiles.length} frames ${value.shared.frames.length}`);
  } else if (file.endsWith(".otlp.json")) {
    const { calls, service } = readOtlp(require, JSON.parse(bytes));
    console.log(`${file} service ${service}`);
    tell(file, calls);
  } else if (file.endsWith(".perfetto.json")) {
    const { calls, threads } = await readTraceEvents(require, JSON.parse(bytes));
    console.log(`${file} threads ${threads.length} first ${threads[0]}`);
    tell(file, calls);
  } else if (file.endsWith(".pb.gz")) {
    const profile = Profile.decode(gunzipSync(bytes));
    const text = (index) => profile.stringTable.strings[Number(index)];
    const functions = new Map(profile.function.map((f) => [String(f.id), text(f.name)]));
    const locations = new Map(profile.location.map((l) => [String(l.id), functions.get(String(l.line[0].functionId))]));
    const calls = new Map();
    for (const sample of profile.sample) {
      const names = sample.locationId.map((id) => locations.get(String(id)));
      if (names.some((name) => !name) || sample.value.length !== profile.sampleType.length) throw new Error(`${file}: a sample does not fit its tables`);
      calls.set(names[0], (calls.get(names[0]) ?? 0) + Number(sample.value[0]));
    }
    console.log(`${file} types ${profile.sampleType.map((type) => `${text(type.type)}/${text(type.unit)}`).join(",")}`);
    for (const [name, count] of [...calls].sort()) console.log(`${file} calls ${name} ${count}`);
  }
}
