using System.Reflection.PortableExecutable;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ShadowGen.CallTracer;

/// <summary>An assembly that is being rewritten in place; those that it references are looked for beside it and in the shared framework.</summary>
internal sealed class WovenModule : IDisposable
{
    private readonly string _file;
    private readonly Resolver _resolver;

    private WovenModule(string file, Resolver resolver, ModuleDefinition module) => (_file, _resolver, Module) = (file, resolver, module);

    public ModuleDefinition Module { get; }

    /// <returns>Null for a file that is no managed assembly.</returns>
    public static WovenModule? Open(string file)
    {
        if (!IsManaged(file))
            return null;
        var resolver = new Resolver(Path.GetDirectoryName(file)!);
        var hasSymbols = File.Exists(Path.ChangeExtension(file, ".pdb"));
        return new WovenModule(file, resolver, ModuleDefinition.ReadModule(
            file, new ReaderParameters { AssemblyResolver = resolver, InMemory = true, ReadSymbols = hasSymbols, SymbolReaderProvider = new DefaultSymbolReaderProvider(false) }));
    }

    public void Write() => Module.Write(_file, new WriterParameters { WriteSymbols = Module.HasSymbols });

    public void Dispose()
    {
        Module.Dispose();
        _resolver.Dispose();
    }

    private static bool IsManaged(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        try
        {
            return image.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    /// <summary>References beside the assembly first; then the framework that this tool runs on.</summary>
    private sealed class Resolver : DefaultAssemblyResolver
    {
        public Resolver(string folder)
        {
            foreach (var standard in GetSearchDirectories())
                RemoveSearchDirectory(standard);
            AddSearchDirectory(folder);
            var core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            AddSearchDirectory(core);

            // Other shared frameworks stand beside it: ASP.NET Core, desktop.
            foreach (var framework in Directory.EnumerateDirectories(Path.GetFullPath(Path.Combine(core, "..", ".."))))
            {
                if (Directory.EnumerateDirectories(framework, "10.*").Order(StringComparer.Ordinal).LastOrDefault() is { } newest)
                    AddSearchDirectory(newest);
            }
        }

        // A reference that is nowhere is no reason to stop: its members are just not resolved.
        public override AssemblyDefinition? Resolve(AssemblyNameReference name)
        {
            try
            {
                return base.Resolve(name);
            }
            catch (AssemblyResolutionException)
            {
                return null;
            }
        }
    }
}
