using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Analyzers;

/// <summary>
/// Which names the methods of each name call, by syntax alone and once for each tree that an edit leaves as it is: what cannot be on a cycle by name is on none, and need not
/// be bound to see. Thread-safe.
/// </summary>
internal sealed class InvokedNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, (string Name, string[] Invoked)[]> Read = new();

    private readonly Lazy<(Dictionary<string, HashSet<string>> Callees, Dictionary<string, HashSet<string>> Callers)> _graph;
    private readonly ConcurrentDictionary<string, HashSet<string>?> _cycles = new(StringComparer.Ordinal);

    public InvokedNames(Compilation compilation) => _graph = new(() => Build(compilation));

    /// <summary>The names on cycles with this one, itself among them; null when there are none.</summary>
    public HashSet<string>? CycleOf(string name) => _cycles.GetOrAdd(name, Find);

    private HashSet<string>? Find(string name)
    {
        var cycle = Reached(name, _graph.Value.Callees);
        cycle.IntersectWith(Reached(name, _graph.Value.Callers));
        return cycle.Contains(name) ? cycle : null;
    }

    private static HashSet<string> Reached(string name, Dictionary<string, HashSet<string>> edges)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>([name]);
        while (pending.Count != 0)
        {
            if (!edges.TryGetValue(pending.Pop(), out var next))
                continue;
            foreach (var one in next.Where(reached.Add))
                pending.Push(one);
        }

        return reached;
    }

    private static (Dictionary<string, HashSet<string>> Callees, Dictionary<string, HashSet<string>> Callers) Build(Compilation compilation)
    {
        var (callees, callers) = (new Dictionary<string, HashSet<string>>(StringComparer.Ordinal), new Dictionary<string, HashSet<string>>(StringComparer.Ordinal));
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var (name, invoked) in Read.GetValue(tree, static tree => In(tree)))
            {
                foreach (var one in invoked)
                {
                    Add(callees, name, one);
                    Add(callers, one, name);
                }
            }
        }

        return (callees, callers);
    }

    private static void Add(Dictionary<string, HashSet<string>> edges, string from, string to)
    {
        if (!edges.TryGetValue(from, out var targets))
            edges.Add(from, targets = new HashSet<string>(StringComparer.Ordinal));
        targets.Add(to);
    }

    private static (string Name, string[] Invoked)[] In(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>()
            .Select(static method => (method.Identifier.ValueText, Invoked(method))),
    ];

    private static string[] Invoked(MethodDeclarationSyntax method) =>
    [
        .. method.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(static call => call.Expression switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => "",
        }).Where(static name => name.Length != 0).Distinct(),
    ];
}
