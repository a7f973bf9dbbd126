using System.Globalization;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ShadowGen.CallTracer;

/// <summary>A call site that ShadowGen says it left plain.</summary>
public sealed record SkippedCall(string Reason, string File, int Line, string CallerId, string CalleeId);

/// <summary>What ShadowGen itself says about an assembly's call sites: the skeletons in its manifests (docs/architecture.md).</summary>
public sealed class Skeleton
{
    private const string Outside = "0000000000000000";

    private readonly HashSet<string> _foreign = new(StringComparer.Ordinal);

    private Skeleton()
    {
    }

    /// <summary>Uses of a method that are no calls: nothing runs there, or a delegate is made.</summary>
    public static IReadOnlyCollection<string> NoCalls { get; } = ["nameof", "method-group", "function-pointer"];

    /// <summary>Call sites of methods of the same assembly that go through a shim.</summary>
    public int ShadowedSites { get; private set; }

    /// <summary>Call sites of methods of other assemblies that go through a shim.</summary>
    public int ForeignSites { get; private set; }

    /// <summary>Call sites left out by choice, by reason.</summary>
    public Dictionary<string, int> LeftOut { get; } = new(StringComparer.Ordinal);

    public List<SkippedCall> Skipped { get; } = [];

    public Dictionary<string, string> DocumentationIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Call sites of methods of the same assembly, left out by choice or not.</summary>
    public int CallSites => ShadowedSites + SkippedCalls + LeftOut.Values.Sum();

    /// <summary>Call sites that could not be shadowed.</summary>
    public int SkippedCalls => Skipped.Count(s => !NoCalls.Contains(s.Reason));

    /// <summary>True for an assembly that was built with ShadowGen.</summary>
    public static bool IsShadowed(ModuleDefinition module) => Manifests(module).Any();

    public static Skeleton Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return Read(module);
    }

    public static Skeleton Read(ModuleDefinition module)
    {
        var result = new Skeleton();
        foreach (var text in Texts(module))
            result.Parse(text, module.Assembly.Name.Name);
        return result;
    }

    /// <summary>The text of each file.</summary>
    public static IEnumerable<string> Texts(ModuleDefinition module)
    {
        foreach (var manifest in Manifests(module))
        {
            var owner = ((TypeReference)manifest.ConstructorArguments[0].Value).Resolve();
            yield return Text(owner.Methods.Single(m => m.Name == "get_Skeleton"));
        }
    }

    private static IEnumerable<CustomAttribute> Manifests(ModuleDefinition module) =>
        module.Assembly.CustomAttributes.Where(a => a.AttributeType.FullName == "ShadowGen.Generated.ShadowManifestAttribute");

    // The text is a constant of the assembly: the getter's only field is its data, which may be followed by a terminating zero.
    private static string Text(MethodDefinition getter)
    {
        var data = getter.Body.Instructions.Select(i => i.Operand).OfType<FieldReference>().First().Resolve().InitialValue;
        var length = getter.Body.Instructions.Where(i => i.OpCode.Code is Code.Ldc_I4 or Code.Ldc_I4_S).Select(i => Convert.ToInt32(i.Operand, CultureInfo.InvariantCulture)).FirstOrDefault(data.Length);
        return Encoding.UTF8.GetString(data.AsSpan(0, Math.Min(length, data.Length)));
    }

    private void Parse(string text, string home)
    {
        var assembly = home;
        var file = "";
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(' ');
            switch (fields[0])
            {
                case "assembly":
                    assembly = line["assembly ".Length..];
                    break;
                case "file":
                    file = line["file ".Length..];
                    break;
                case "method":
                    Add(fields[1], string.Join(' ', fields.Skip(4)), fields[3], assembly == home);
                    break;
                case "callee":
                    Add(fields[1], string.Join(' ', fields.Skip(3)), fields[2], assembly == home);
                    break;
                case "edge":
                    var sites = fields[5].Split(',').Length;
                    if (_foreign.Contains(fields[3]))
                        ForeignSites += sites;
                    else
                        ShadowedSites += sites;
                    break;
                case "skip" when !_foreign.Contains(fields[3]):
                    var position = fields[2].Split(':');
                    Skipped.Add(new SkippedCall(fields[1], file, int.Parse(position[0], CultureInfo.InvariantCulture), fields.Length > 4 ? fields[4] : Outside, fields[3]));
                    break;
                case "left":
                    LeftOut[fields[1]] = LeftOut.GetValueOrDefault(fields[1]) + int.Parse(fields[2], CultureInfo.InvariantCulture);
                    break;
            }
        }
    }

    private void Add(string id, string documentationId, string flags, bool isHome)
    {
        DocumentationIds[id] = documentationId;
        if (!isHome || flags.Contains('x', StringComparison.Ordinal))
            _foreign.Add(id);
    }
}
