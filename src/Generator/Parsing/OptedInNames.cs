using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The simple names of all methods that are shadowed, or would be if they were larger: a tree without any of them need not be bound.</summary>
/// <param name="Names">What any file may call.</param>
/// <param name="Local">What only the files of its type may call.</param>
internal sealed record OptedInNames(EquatableArray<OptedInName> Names, EquatableArray<LocalName> Local)
{
    private readonly Dictionary<string, OptedInName> _lookup = Names.ToDictionary(static name => name.Name, StringComparer.Ordinal);
    private readonly NameHashes _hashes = NameHashes.Of(Names.Select(static name => name.Name));
    private readonly ILookup<string, OptedInName> _local = Local.ToLookup(static local => local.Path, static local => local.Name, StringComparer.Ordinal);

    /// <summary>Whether a method of a name is meant somewhere in a file.</summary>
    public bool Contains(string name, string path) => TryFind(name, path, out _);

    /// <summary>Whether a use of a name in a file may be one of a method that is meant, as far as its syntax tells.</summary>
    public bool MayBeMeant(SimpleNameSyntax use, string path) =>
        TryFind(use.Identifier.ValueText, path, out var name)
        && (CallSite.InvocationOf(use, out _) is { } call ? name.Takes(call.ArgumentList.Arguments.Count) : MayBeMethodGroup(use));

    public bool Concerns(TreeIndex tree) => tree.MarkedLocals.Count != 0 || tree.Names.Overlaps(_hashes)
        || (_local.Contains(tree.Tree.Tree.FilePath) && tree.Names.Overlaps(NameHashes.Of(_local[tree.Tree.Tree.FilePath].Select(static name => name.Name))));

    public bool Equals(OptedInNames? other) => other is not null && Names.Equals(other.Names) && Local.Equals(other.Local);

    public override int GetHashCode() => Names.GetHashCode();

    public static OptedInNames Find(Compilation compilation, Census census, CancellationToken cancellation)
    {
        var optIn = OptIn.Of(compilation, census);
        var names = optIn.OtherNames(census.Services, cancellation).ToDictionary(static name => name, OptedInName.Any, StringComparer.Ordinal);
        var local = new Dictionary<(string Name, string Path), OptedInName>();
        foreach (var method in optIn.Candidates(cancellation))
        {
            if (names.TryGetValue(method.Name, out var known) && known.Includes(OptedInName.Of(method)) || optIn.ChoiceOf(method) == OptInChoice.None)
                continue;
            var name = OptedInName.Of(method);
            if (OutermostIfLocal(method) is not { } type)
            {
                names[method.Name] = name.With(names.TryGetValue(method.Name, out var others) ? others : name);
                continue;
            }

            foreach (var path in type.DeclaringSyntaxReferences.Select(static part => part.SyntaxTree.FilePath))
                local[(method.Name, path)] = name.With(local.TryGetValue((method.Name, path), out var others) ? others : name);
        }

        return new OptedInNames(
            names.Values.OrderBy(static name => name.Name, StringComparer.Ordinal).ToEquatableArray(),
            local.Select(static entry => new LocalName(entry.Value, entry.Key.Path))
                .OrderBy(static entry => entry.Path, StringComparer.Ordinal).ThenBy(static entry => entry.Name.Name, StringComparer.Ordinal).ToEquatableArray());
    }

    private bool TryFind(string name, string path, out OptedInName found)
    {
        var isFound = _lookup.TryGetValue(name, out found);
        if (!_local.Contains(path))
            return isFound;
        foreach (var local in _local[path])
        {
            if (local.Name == name)
                (isFound, found) = (true, isFound ? found.With(local) : local);
        }

        return isFound;
    }

    // No member of a method group can be asked for, and it is no operand but of what takes delegates.
    private static bool MayBeMethodGroup(SimpleNameSyntax use)
    {
        var whole = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use;
        return whole.Parent switch
        {
            MemberAccessExpressionSyntax receiver => receiver.Expression != whole,
            ConditionalAccessExpressionSyntax receiver => receiver.Expression != whole,
            ElementAccessExpressionSyntax or InterpolationSyntax => false,
            AssignmentExpressionSyntax assignment => assignment.Left != whole,
            _ => true,
        };
    }

    // What is private to a type is called within the outermost type around it, what belongs to a file-local type within its file.
    private static INamedTypeSymbol? OutermostIfLocal(IMethodSymbol method)
    {
        var (isLocal, type) = (method.DeclaredAccessibility == Accessibility.Private, method.ContainingType);
        for (; type.ContainingType is { } outer; type = outer)
            isLocal |= type.DeclaredAccessibility == Accessibility.Private;
        return isLocal || type.IsFileLocal ? type : null;
    }
}

/// <summary>A name of one or more methods, and how many arguments a call of one of them can have.</summary>
internal readonly record struct OptedInName(string Name, int Least, int Most)
{
    /// <summary>Of a method that is not known here.</summary>
    public static OptedInName Any(string name) => new(name, 0, int.MaxValue);

    public static OptedInName Of(IMethodSymbol method)
    {
        // The receiver of an extension may be an argument or not.
        var required = method.Parameters.Count(static parameter => !parameter.IsOptional && !parameter.IsParams);
        var isOrdinary = method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface;
        return new OptedInName(
            method.Name,
            required - (method.IsExtensionMethod && required > 0 ? 1 : 0),
            method.IsVararg || method.Parameters.Any(static parameter => parameter.IsParams) ? int.MaxValue : method.Parameters.Length + (isOrdinary ? 0 : 1));
    }

    public bool Takes(int arguments) => arguments >= Least && arguments <= Most;

    public bool Includes(OptedInName other) => Least <= other.Least && Most >= other.Most;

    public OptedInName With(OptedInName other) => new(Name, Math.Min(Least, other.Least), Math.Max(Most, other.Most));
}

/// <summary>A name, and a file in which it may be meant.</summary>
/// <param name="Path">As the compiler names it.</param>
internal readonly record struct LocalName(OptedInName Name, string Path);
