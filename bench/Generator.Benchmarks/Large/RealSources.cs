using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>A file of a large program.</summary>
/// <param name="Path">Relative, with '/'.</param>
internal sealed record SourceFile(string Path, string Text);

/// <summary>
/// Code that people wrote, as often as it takes to be a large program: the rooms of this repository, each copy in a root namespace of its own. What each copy calls is its
/// own; names are shared by all, so that a shadowed method's name is met in every copy.
/// </summary>
internal sealed class RealSources
{
    /// <summary>One method in so many is marked where most have a mark near them.</summary>
    public const int MethodsForOneMark = 100;

    private const string Root = "ShadowGen";
    private const string Mark = $"[global::{Root}.Shadowed] ";

    // Neighbouring copies mark other methods.
    private const int Stride = 7;

    private static readonly string[] Rooms = ["Generator", "Shared", "Analyzers", "Runtime"];

    private readonly List<Template> _templates;

    private RealSources(List<Template> templates) => _templates = templates;

    /// <summary>Of one copy.</summary>
    public int Lines => _templates.Sum(static template => template.Lines);

    public int Files => _templates.Count;

    public int Methods => _templates.Sum(static template => template.Methods);

    /// <param name="repository">Its root folder.</param>
    /// <exception cref="InvalidOperationException">A room is not there.</exception>
    public static RealSources Read(string repository)
    {
        var templates = new List<Template>();
        foreach (var room in Rooms)
        {
            var folder = Path.Combine(repository, "src", room);
            if (!Directory.Exists(folder))
                throw new InvalidOperationException($"'{folder}' is not there: the large program is made of the sources in it.");
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var path = Path.GetRelativePath(Path.Combine(repository, "src"), file).Replace(Path.DirectorySeparatorChar, '/');
                if (path.Split('/') is [_, "obj" or "bin", ..])
                    continue;
                if (Template.Of(path, File.ReadAllText(file)) is { } template)
                    templates.Add(template);
            }
        }

        return new RealSources(templates);
    }

    /// <summary>The least number of copies with so many lines.</summary>
    public int CopiesFor(int lines) => (lines + Lines - 1) / Lines;

    /// <param name="copies">How often.</param>
    /// <param name="methodsForOneMark">One method in so many is marked; 0 for none.</param>
    public IEnumerable<SourceFile> Copies(int copies, int methodsForOneMark)
    {
        yield return new SourceFile("GlobalUsings.cs", GlobalUsings);
        for (var copy = 0; copy < copies; copy++)
        {
            var method = copy * Stride;
            foreach (var template in _templates)
            {
                yield return new SourceFile($"Copy{copy:d2}/{template.Path}", template.Text($"{Root}{copy:d2}", methodsForOneMark, method));
                method += template.Methods;
            }
        }
    }

    // What the SDK adds by ImplicitUsings.
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    /// <summary>A file, and where a copy differs from it.</summary>
    private sealed class Template(string path, string source, List<(int Position, bool IsMethod)> places)
    {
        public string Path => path;

        public int Lines { get; } = source.AsSpan().Count('\n');

        public int Methods { get; } = places.Count(static place => place.IsMethod);

        /// <returns>Null for what stands in for types that .NET 10 has.</returns>
        public static Template? Of(string path, string source)
        {
            var root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
            if (root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Any(static space => space.Name.ToString().StartsWith("System", StringComparison.Ordinal)))
                return null;
            var names = root.DescendantTokens(descendIntoTrivia: true).Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == Root)
                .Select(static token => (token.Span.End, IsMethod: false));
            var methods = root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(CanBeMarked).Select(static method => (method.SpanStart, IsMethod: true));
            return new Template(path, source, [.. names.Concat(methods).OrderBy(static place => place.Item1)]);
        }

        public string Text(string root, int methodsForOneMark, int method)
        {
            var text = new System.Text.StringBuilder(source.Length + 256);
            var from = 0;
            foreach (var (position, isMethod) in places)
            {
                text.Append(source, from, position - from);
                from = position;
                if (!isMethod)
                    text.Append(root, Root.Length, root.Length - Root.Length);
                else if (methodsForOneMark != 0 && method++ % methodsForOneMark == 0)
                    text.Append(Mark);
            }

            return text.Append(source, from, source.Length - from).ToString();
        }

        private static bool CanBeMarked(MethodDeclarationSyntax method) =>
            (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null && method.ExplicitInterfaceSpecifier is null && method.Parent is not InterfaceDeclarationSyntax;
    }
}
