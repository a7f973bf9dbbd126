using System.Runtime.CompilerServices;
using System.Text;
using ShadowGen.Generated;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

/// <summary>A generated file's worth of edges between functions of any names, called through the real runtime in the shape of a shim.</summary>
internal sealed class NestedEdges
{
    private static readonly List<byte[]> Texts = [];

    private readonly string _prefix;
    private readonly (string Caller, string Callee)[] _edges;
    private readonly int _first;

    public NestedEdges((string Caller, string Callee)[] edges, [CallerMemberName] string name = "")
    {
        (_prefix, _edges) = (name, edges);
        var text = Skeletons.Text($"{name}.cs", [.. edges.Select(edge => (name + edge.Caller, name + edge.Callee))]);
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        lock (Texts) Texts.Add(bytes);
        _first = ShadowSkeleton.Register(typeof(NestedEdges), bytes, edges.Length);
    }

    public void Call(string caller, string callee, Action body)
    {
        var frame = ShadowCall.Enter(_first + Array.IndexOf(_edges, (caller, callee)));
        try { body(); }
        finally { frame.Exit(); }
    }

    public CallGraphNode Node(string name) => Shadow.CallGraph.Node(_prefix + name);
}
