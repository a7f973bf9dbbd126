using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared.Model;

namespace ShadowGen.Analyzers.Tests.Verification;

/// <summary>A model of the assembly under test, as runs would have left it.</summary>
internal sealed class Models(int runs = 1, bool isHashed = false)
{
    public const string Path = "/app/app.shadow";

    private const string Assembly = "Test";

    private readonly Dictionary<ulong, ModelMethod> _methods = [];
    private readonly ModelSource _source = new() { Id = 1, Generation = 1, First = 1_000, Last = 2_000, App = "app" };

    public AdditionalText File => new Text(Path, Write());

    public string Write() => ModelWriter.Write(new ModelFile(
        _methods.Values,
        [_source, .. Enumerable.Range(2, runs - 1).Select(id => new ModelSource { Id = (ulong)id, Generation = 1, First = 1_000, Last = 2_000, App = "app" })]));

    public static ulong Id(string documentationId, string assembly = Assembly) => ulong.Parse(MethodIds.Of(assembly, documentationId), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <param name="documentationId">Without its <c>M:</c>.</param>
    /// <param name="calls">From outside.</param>
    /// <param name="features">As in the file.</param>
    /// <param name="flags">As in the file.</param>
    /// <param name="assembly">Whose it is.</param>
    public Models Method(string documentationId, long calls = 0, string features = "", string flags = "s", string assembly = Assembly)
    {
        var id = Id("M:" + documentationId, assembly);
        _methods[id] = new(id, isHashed ? ModelMethod.Hashed : assembly, isHashed ? ModelMethod.Hashed : "M:" + documentationId, flags, "", features, 1);
        return calls > 0 ? Call("", documentationId, calls) : this;
    }

    public Models Call(string caller, string callee, long calls)
    {
        _source.Edges[(caller.Length == 0 ? 0 : Id("M:" + caller), Id("M:" + callee))] = calls;
        return this;
    }

    /// <summary>Of CPU time without what shadowed callees take, in nanoseconds for a call.</summary>
    public Models Exclusive(string documentationId, long calls, long mean)
    {
        _source.Costs[(Id("M:" + documentationId), Array.IndexOf(ModelCost.Keys, "xc"))] = new(calls, calls, (System.Numerics.BigInteger)mean * calls, (System.Numerics.BigInteger)mean * mean * calls, mean, mean, false, ModelSketch.Empty);
        return this;
    }

    /// <summary>What calls with these arguments have cost in CPU time, in nanoseconds; nothing of the other resources.</summary>
    public Models Law(string documentationId, IReadOnlyList<long> steps, double cost, int calls = 50, int resource = 0)
    {
        var lane = default(ModelLawLane);
        for (var i = 0; i < calls; i++) lane = lane.With(cost);
        var lanes = new ModelLawLane[ModelCost.Keys.Length / 2];
        lanes[resource] = lane;
        _source.Laws[(Id("M:" + documentationId), ModelArguments.Write(steps))] = new(calls, lanes);
        return this;
    }

    internal sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
