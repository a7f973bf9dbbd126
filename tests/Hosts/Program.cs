using ShadowGen;
using ShadowGen.Hosts;

[assembly: ShadowNamespace("ShadowGen.Hosts.Work")]
[assembly: ShadowCalls(ServiceCalls.Files | ServiceCalls.Sockets)]

// The program says on standard output what a host sees, which must not depend on ShadowGen, and on standard error what was counted.
var host = args.Length == 1 ? args[0] : "";
switch (host)
{
    case "finalizer": Finalizers.Run(); break;
    case "static-constructor": StaticConstructors.Run(); break;
    case "module-initializer": ModuleInitializers.Run(); break;
    case "process-exit": ProcessExit.Run(); break;
    case "unhandled": Unhandled.Run(); break;
    case "unload": Unloading.Run(); break;
    case "threads": ManyThreads.Run(); break;
    case "stress": Stress.Run(); break;
    case "demand": Demand.Run(); break;
    case "services": ServiceCallsHost.Run(); break;
    case "model-main": SavedModel.Run(); break;
    case "model-exit": SavedModel.Exit(); break;
    case "model-signal": SavedModel.Wait(); break;
    case "model-fault": SavedModel.Fail(); break;
    default:
        Console.Error.WriteLine($"unknown host '{host}'");
        return 2;
}

return 0;
