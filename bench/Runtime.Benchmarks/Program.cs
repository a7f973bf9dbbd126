using ShadowGen.Benchmarks.Designs;

return args is ["designs"] ? DesignRun.Print(21, Console.Out) : 2;
