using System.Reflection;
using System.Runtime.Loader;
using ShadowGen.Fuzzer.Generation;

namespace ShadowGen.Fuzzer.Differential;

/// <summary>What one program did.</summary>
internal sealed record Outcome(IReadOnlyList<string> Transcript, Dictionary<(string Caller, string Callee), long> Entries);

/// <summary>A batch's assembly in a load context of its own.</summary>
internal sealed class Execution : IDisposable
{
    private readonly AssemblyLoadContext _context = new("Fuzzed", isCollectible: true);
    private readonly Assembly _assembly;

    public Execution(byte[] image) => _assembly = _context.LoadFromStream(new MemoryStream(image));

    public Outcome Run(FuzzProgram program)
    {
        Witness.Begin();
        try
        {
            var run = _assembly.GetType(program.Namespace + ".Program", throwOnError: true)!.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
            run.CreateDelegate<Action>()();
        }
#pragma warning disable CA1031 // Whatever leaves a program is part of what it did.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Witness.Say($"left by {fault.GetType().FullName}: {fault.Message}");
        }

        return new Outcome(Witness.Transcript(), Witness.Entries());
    }

    public Dictionary<string, FileCounts> Counts() => SkeletonCounts.Read(_assembly);

    public void Dispose() => _context.Unload();
}
