using ShadowGen.Fuzzer;

return args is ["--help"] or ["-h"] ? FuzzOptions.Help() : FuzzOptions.Read(args) is { } options ? new Campaign(options, Console.Out).Run() : 2;
