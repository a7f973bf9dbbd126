using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers;

/// <summary>What the bodies of one compilation's methods call, read when first asked for. Thread-safe.</summary>
internal sealed class DirectCalls(Compilation compilation)
{
    // So many bodies are bound for one question: it is asked in an editor.
    private const int MostBodies = 100;

    private readonly ConcurrentDictionary<ISymbol, Calls> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The methods of the cycles that a method is on, itself among them; null when it is on none, or on one that takes too many bodies to find.</summary>
    /// <param name="method">An original definition.</param>
    /// <param name="isFollowed">The methods that a cycle may go through.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IReadOnlyList<IMethodSymbol>? CycleOf(IMethodSymbol method, Func<IMethodSymbol, bool> isFollowed, CancellationToken cancellation)
    {
        var callers = new Dictionary<ISymbol, List<IMethodSymbol>>(SymbolEqualityComparer.Default);
        foreach (var reached in Reached(method, isFollowed, cancellation))
        {
            foreach (var callee in Of(reached, cancellation).Callees.Where(isFollowed))
            {
                if (!callers.TryGetValue(callee, out var list))
                    callers.Add(callee, list = []);
                list.Add(reached);
            }
        }

        if (!callers.ContainsKey(method))
            return null;
        var cycle = new List<IMethodSymbol> { method };
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { method };
        for (var i = 0; i < cycle.Count; i++)
        {
            if (callers.TryGetValue(cycle[i], out var list))
                cycle.AddRange(list.Where(seen.Add));
        }

        return cycle;
    }

    /// <summary>The shortest way from a method back to itself, both ends included.</summary>
    public IReadOnlyList<IMethodSymbol> WayBack(IMethodSymbol method, IReadOnlyList<IMethodSymbol> cycle, CancellationToken cancellation)
    {
        var within = new HashSet<ISymbol>(cycle, SymbolEqualityComparer.Default);
        var from = new Dictionary<ISymbol, IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Queue<IMethodSymbol>([method]);
        while (pending.Count != 0)
        {
            var next = pending.Dequeue();
            foreach (var callee in Of(next, cancellation).Callees.Where(within.Contains))
            {
                if (from.ContainsKey(callee))
                    continue;
                from.Add(callee, next);
                if (SymbolEqualityComparer.Default.Equals(callee, method))
                    return Path(method, from);
                pending.Enqueue(callee);
            }
        }

        return [method];
    }

    /// <summary>Whether no call of the method can be active within another one: all that it reaches is known, and it is not among it.</summary>
    public bool IsNeverNested(IMethodSymbol method, CancellationToken cancellation)
    {
        var reached = Reached(method, static _ => true, cancellation).ToList();
        return reached.Count < MostBodies
            && reached.All(callee => Of(callee, cancellation) is { IsClosed: true, Callees: var callees } && !callees.Contains(method, SymbolEqualityComparer.Default));
    }

    private HashSet<IMethodSymbol> Reached(IMethodSymbol method, Func<IMethodSymbol, bool> isFollowed, CancellationToken cancellation)
    {
        var reached = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var pending = new Queue<IMethodSymbol>(reached);
        while (pending.Count != 0 && reached.Count < MostBodies)
        {
            foreach (var callee in Of(pending.Dequeue(), cancellation).Callees)
            {
                if (isFollowed(callee) && reached.Add(callee))
                    pending.Enqueue(callee);
            }
        }

        return reached;
    }

    private Calls Of(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!_known.TryGetValue(method, out var calls))
            _known[method] = calls = Read(method, cancellation);
        return calls;
    }

    private Calls Read(IMethodSymbol method, CancellationToken cancellation)
    {
        var syntax = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (syntax is null || !compilation.ContainsSyntaxTree(syntax.SyntaxTree) || SemanticModels.Of(compilation, syntax.SyntaxTree).GetOperation(syntax, cancellation) is not { } body)
            return new Calls([], IsClosed: syntax is null); // whether a library calls back is asked where it is called
        var callees = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var isClosed = true;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod: var target } call:
                    callees.Add(ShadowedCalls.Definition(target));
                    isClosed &= IsKnown(target, call.IsVirtual);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    callees.Add(constructor.OriginalDefinition);
                    isClosed &= IsKnown(constructor, isVirtual: false);
                    break;
                case IPropertyReferenceOperation or IMethodReferenceOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation or IForEachLoopOperation or IUsingOperation
                    or IUsingDeclarationOperation or IAwaitOperation or IConversionOperation { OperatorMethod: not null } or IBinaryOperation { OperatorMethod: { DeclaringSyntaxReferences.IsEmpty: false } }:
                    isClosed = false;
                    break;
            }
        }

        return new Calls([.. callees], isClosed);
    }

    // The framework calls back where it is given an object to do so; numbers and text are none.
    private static bool IsKnown(IMethodSymbol target, bool isVirtual) => !isVirtual && !target.IsAbstract && target.MethodKind is not (MethodKind.DelegateInvoke or MethodKind.LocalFunction)
        && (!target.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
            || (target.MethodKind == MethodKind.Constructor && target.Parameters.IsEmpty && target.ContainingType.SpecialType == SpecialType.System_Object)
            || target.Parameters.All(static parameter => parameter.Type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String));

    private static List<IMethodSymbol> Path(IMethodSymbol method, Dictionary<ISymbol, IMethodSymbol> from)
    {
        var path = new List<IMethodSymbol> { method };
        for (var step = from[method]; !SymbolEqualityComparer.Default.Equals(step, method); step = from[step])
            path.Insert(0, step);
        path.Insert(0, method);
        return path;
    }

    /// <param name="Callees">Original definitions.</param>
    /// <param name="IsClosed">Whether these are all.</param>
    private readonly record struct Calls(IReadOnlyList<IMethodSymbol> Callees, bool IsClosed);
}
