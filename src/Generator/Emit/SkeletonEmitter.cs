using System.Globalization;
using System.Text;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the skeleton as data of the assembly, and its registration.</summary>
internal static class SkeletonEmitter
{
    private const string Bytes = "global::System.ReadOnlySpan<byte>";

    public static void Emit(CodeWriter code, FileModel file, string owner)
    {
        EmitText(code, SkeletonText.Lines(file).ToList(), file.Language);
        code.Line();

        // Hot reload runs no initializer again: new shims would count in the slots of the old edges. A constant that is renamed cannot be applied, so the app restarts.
        var edges = "Edges_" + FileNames.HashOf(string.Join(" ", file.Edges.Select(static edge => edge.CallerId + edge.CalleeId)));
        code.Line($"private const int {edges} = {file.Edges.Count};");
        var access = file.Plans.Count != 0 || file.Edges.Any(static edge => edge.Shim.Home is not null) ? "internal" : "private";
        code.Line($"{access} static readonly int {ShimEmitter.First} = {KnownNames.ShadowSkeleton}.{KnownNames.Register}(typeof({owner}), {KnownNames.ManifestSkeletonProperty}, {edges});");
    }

    /// <summary>Writes lines as the property that runtime and build tools read.</summary>
    public static void EmitText(CodeWriter code, List<string> lines, LanguageLevel language)
    {
        if (language.HasFileTypes)
            EmitLiteral(code, lines);
        else
            EmitBytes(code, lines);
    }

    private static void EmitLiteral(CodeWriter code, List<string> lines)
    {
        var quotes = new string('"', Math.Max(3, lines.Max(LongestQuotes) + 1));
        code.Line($"private static {Bytes} {KnownNames.ManifestSkeletonProperty} => {quotes}");
        code.Indent();
        foreach (var line in lines)
            code.Line(line);
        code.Line();
        code.Line(quotes + "u8;");
        code.Outdent();
    }

    // The compiler puts an array of constants that becomes a span into the assembly's data: nothing is allocated in any version of the language.
    private static void EmitBytes(CodeWriter code, List<string> lines)
    {
        code.Open($"private static {Bytes} {KnownNames.ManifestSkeletonProperty} => new byte[]");
        foreach (var line in lines)
        {
            code.Line("// " + line);
            code.Line(string.Concat(Encoding.UTF8.GetBytes(line + "\n").Select(static b => b.ToString(CultureInfo.InvariantCulture) + ", ")).TrimEnd());
        }

        code.CloseWith(";");
    }

    private static int LongestQuotes(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var c in line)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
