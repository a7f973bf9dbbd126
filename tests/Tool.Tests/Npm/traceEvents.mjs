// Trace Events through the trace engine of Chrome's DevTools, which draws a process that is no browser from its events alone: threads, their names, and a tree of calls for each.
import { pathToFileURL } from "node:url";

export async function readTraceEvents(require, value) {
  globalThis.window = globalThis;
  globalThis.DOMRect = class {};
  const { Processor } = await import(pathToFileURL(require.resolve("@paulirish/trace_engine")));
  const processor = Processor.TraceProcessor.createWithAllHandlers();
  await processor.parse(value.traceEvents, { isFreshRecording: false, isCPUProfile: false });
  const { Meta, Renderer } = processor.data;
  if (!Meta.traceIsGeneric) throw new Error("it is taken for the trace of a web page");
  const calls = [];
  const threads = [];
  for (const [pid, process] of Renderer.processes) {
    for (const thread of process.threads.values()) {
      threads.push(`${Meta.processNames.get(pid).args.name}/${thread.name}`);
      const walk = (node) => {
        calls.push(node.entry.name);
        node.children.forEach(walk);
      };
      thread.tree.roots.forEach(walk);
    }
  }
  return { calls, threads };
}
