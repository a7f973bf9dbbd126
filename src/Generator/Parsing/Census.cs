using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// All that a binding can depend on besides its own tree: every file's declarations, the references and the options.
/// Two compilations of equal census give a tree the same bindings.
/// </summary>
internal sealed class Census : IEquatable<Census>
{
    private static readonly ConditionalWeakTable<Compilation, object> Tokens = new();

    private static readonly NameHashes Mark = NameHashes.Of([KnownNames.ShadowedAttribute, KnownNames.ShadowedAttribute.Replace("Attribute", "")]);

    private static readonly NameHashes MarksAhead = NameHashes.Of([KnownNames.Speculative, KnownNames.Prefetch]);

    private readonly string _declarations;
    private readonly string _options;
    private readonly ImmutableArray<object> _references;
    private readonly OptInSettings _common;
    private readonly Dictionary<string, OptInSettings> _special;
    private readonly HashSet<string> _marked;

    private Census(
        string declarations, string options, ImmutableArray<object> references, EquatableArray<string> duplicates, OptInSettings common, Dictionary<string, OptInSettings> special, HashSet<string> marked)
    {
        _marked = marked;
        _common = common;
        _special = special;
        _declarations = declarations;
        _options = options;
        _references = references;
        Duplicates = duplicates;
    }

    /// <summary>No tree is looked at: the project is switched off, or cannot have interceptors.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>Content hashes that more than one file has; sorted.</summary>
    public EquatableArray<string> Duplicates { get; }

    /// <summary>Places that interceptors in source name; part of the declarations' hash, as attributes are.</summary>
    public EquatableArray<string> Intercepted { get; private init; }

    /// <summary>The lists of service calls that any file is looked up in.</summary>
    public ServicePresets Services => _special.Values.Aggregate(_common.Services, static (all, settings) => all | settings.Services);

    /// <summary>Whether a method may be shadowed that no attribute of its file names: by configuration, or by an attribute under another name.</summary>
    public bool MayCoverAny { get; private init; }

    /// <summary>Whether a method may be marked so that calls of it are made ahead; part of the declarations' hash, as attributes are.</summary>
    public bool MayMarkAhead { get; private init; }

    /// <summary>Whether a file may mark a method or type as shadowed; part of the declarations' hash, as attributes are.</summary>
    public bool MayMark(SyntaxTree tree) => _marked.Contains(tree.FilePath);

    /// <summary>By path and not by tree: a census is kept, and must keep no tree of an old compilation.</summary>
    public OptInSettings SettingsOf(SyntaxTree tree) => _special.TryGetValue(tree.FilePath, out var settings) ? settings : _common;

    public static Census Take(EquatableArray<TreeIndex> trees, Compilation compilation)
    {
        var declarations = new StringBuilder();
        var common = trees.Count == 0 ? OptInSettings.Default : trees[0].Tree.Settings;
        var special = new Dictionary<string, OptInSettings>(StringComparer.Ordinal);
        foreach (var tree in trees)
        {
            declarations.Append(tree.Declarations).Append('\n');
            var settings = tree.Tree.Settings;
            if (ReferenceEquals(settings, common) || settings.Equals(common))
                continue;
            special[tree.Tree.Tree.FilePath] = settings;
            declarations.Append(settings.Key).Append('\n');
        }

        using var sha = SHA256.Create();
        var hash = Hex.Of(sha.ComputeHash(Encoding.UTF8.GetBytes(declarations.ToString())));

        var duplicates = trees.GroupBy(static tree => tree.Content, StringComparer.Ordinal)
            .Where(static group => group.Skip(1).Any())
            .Select(static group => group.Key)
            .OrderBy(static content => content, StringComparer.Ordinal)
            .ToEquatableArray();

        var options = compilation.Options;
        var named = $"{compilation.AssemblyName}|{options.OutputKind}|{options.MetadataImportOptions}|{options.MainTypeName}|{options.Platform}|{common.Key}";
        var marked = trees.Where(static tree => tree.Names.Overlaps(Mark)).Select(static tree => tree.Tree.Tree).ToList();
        return new Census(hash, named, [.. compilation.References.Select(Identity)], duplicates, common, special, new HashSet<string>(marked.Select(static tree => tree.FilePath), StringComparer.Ordinal))
        {
            IsEmpty = trees.Count == 0,
            Intercepted = OtherInterceptors.Find(trees),
            MayMarkAhead = trees.Any(static tree => tree.Names.Overlaps(MarksAhead)),
            MayCoverAny = common.Include.Count != 0 || special.Values.Any(static settings => settings.Include.Count != 0) || marked.Any(NamesForAll),
        };
    }

    public bool Equals(Census? other) =>
        ReferenceEquals(this, other)
        || (other is not null
        && _declarations == other._declarations
        && _options == other._options
        && _references.SequenceEqual(other._references)
        && Duplicates.Equals(other.Duplicates));

    public override bool Equals(object? obj) => Equals(obj as Census);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_declarations);

    // An alias for all files: what they call the attribute then is not known here.
    private static bool NamesForAll(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Usings.Any(static directive => directive.Alias is not null && directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));

    // A file reference is what its metadata is: the compiler makes a new object for the same file. Another project's compilation is itself, but is named by
    // a token: a census is kept, and must keep no old compilation.
    private static object Identity(MetadataReference reference) => reference switch
    {
        PortableExecutableReference file => (file.GetMetadataId(), file.Properties),
        CompilationReference project => (Tokens.GetOrCreateValue(project.Compilation), project.Properties),
        _ => reference,
    };
}
