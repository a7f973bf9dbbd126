using ShadowGen.Fuzzer;
using ShadowGen.Generator;

return args is ["--help"] or ["-h"] ? FuzzOptions.Help() : FuzzOptions.Read(args) is { } options ? new Campaign(options, Console.Out, static () => new ShadowGenerator()).Run() : 2;
