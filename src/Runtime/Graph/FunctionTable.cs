namespace ShadowGen.Graph;

/// <summary>Functions by id. What a declaring file tells wins over what callers tell; an id that nobody described yet is its own name.</summary>
internal sealed class FunctionTable
{
    /// <summary>Stands for every caller that nobody sees: the framework, a container, reflection.</summary>
    private const string Outside = "(outside)";

    private readonly Dictionary<ulong, int> _index = [];
    private readonly List<FunctionInfo> _functions = [];

    public IReadOnlyList<FunctionInfo> Functions => _functions;

    public int Count => _functions.Count;

    public int IndexOf(FunctionId id)
    {
        if (_index.TryGetValue(id.Value, out var index)) return index;
        _index.Add(id.Value, index = _functions.Count);
        var name = id.Value == 0 ? Outside : id.ToString();
        _functions.Add(new(id, name, name, "", "", 0, false, false, false));
        return index;
    }

    public string NameOf(FunctionId id) => _index.TryGetValue(id.Value, out var index) ? _functions[index].Name : id.ToString();

    public void Describe(string file, in SkeletonFunction function)
    {
        var index = IndexOf(function.Id);
        var known = _functions[index];
        if (!function.IsDeclared && known.Line > 0)
        {
            // Only a caller can tell that it takes the function for a service.
            if (function.IsService) _functions[index] = known with { IsService = true };
            return;
        }
        _functions[index] = new(
            function.Id,
            DocumentationId.ToName(function.DocumentationId),
            function.DocumentationId,
            function.Assembly,
            function.IsDeclared ? file : known.File,
            function.IsDeclared ? function.Line : known.Line,
            function.IsAsync,
            function.IsVirtual,
            function.IsShadowed,
            function.IsService || known.IsService)
        {
            Features = known.Features,
            Print = known.Print,
        };
    }

    /// <summary>Tells what a function's code is like: its declaring file does, after the function's own line.</summary>
    public void Describe(in SkeletonPrint print)
    {
        if (_index.TryGetValue(print.Id.Value, out var index)) _functions[index] = _functions[index] with { Print = print.Print };
    }

    /// <summary>Tells the argument features of a function. Whoever has a shim of it has read them off the same signature.</summary>
    public void Describe(in SkeletonFeatures features)
    {
        if (_index.TryGetValue(features.Id.Value, out var index)) _functions[index] = _functions[index] with { Features = features.Features };
    }
}
