using Verify = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.TypeCouldBePartialAnalyzer, ShadowGen.CodeFixes.TypeCouldBePartialFixer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class TypeCouldBePartialFixerTests
{
    [Fact]
    public Task The_type_and_those_around_it_become_partial_and_keep_what_stands_around_the_word() => Verify.VerifyAsync(
        """
        // The first line.
        class Outer
        {
            /// <summary>A struct.</summary>
            [System.Serializable]
            struct Middle
            {
                // A comment.
                private sealed class Key { [ShadowGen.Shadowed] public int Get() => 1; }
                int Use(Key key) => key.Get();
            }
        }
        """,
        """
        // The first line.
        partial class Outer
        {
            /// <summary>A struct.</summary>
            [System.Serializable]
            partial struct Middle
            {
                // A comment.
                private sealed partial class Key { [ShadowGen.Shadowed] public int Get() => 1; }
                int Use(Key key) => key.Get();
            }
        }
        """);

    [Fact]
    public Task Every_kind_of_type() => Verify.VerifyAsync(
        """
        partial class Host
        {
            record Pair(int A) { [ShadowGen.Shadowed] public int Get() => 1; }
            private readonly record struct Line(int A) { [ShadowGen.Shadowed] public int Get() => 1; }
            ref struct Window { [ShadowGen.Shadowed] public int Get() => 1; }
            private interface IPart { [ShadowGen.Shadowed] int Get(); }
            int Use(Pair pair, Line line, Window window, IPart part) => pair.Get() + line.Get() + window.Get() + part.Get();
        }
        """,
        """
        partial class Host
        {
            partial record Pair(int A) { [ShadowGen.Shadowed] public int Get() => 1; }
            private readonly partial record struct Line(int A) { [ShadowGen.Shadowed] public int Get() => 1; }
            ref partial struct Window { [ShadowGen.Shadowed] public int Get() => 1; }
            private partial interface IPart { [ShadowGen.Shadowed] int Get(); }
            int Use(Pair pair, Line line, Window window, IPart part) => pair.Get() + line.Get() + window.Get() + part.Get();
        }
        """);

    [Fact]
    public Task Fix_all_edits_a_type_around_several_once() => Verify.VerifyAsync(
        """
        class Host
        {
            class Key { [ShadowGen.Shadowed] public int Get() => 1; }
            struct Cell { [ShadowGen.Shadowed] public int Get() => 1; }
            int Use(Key key, Cell cell) => key.Get() + cell.Get();
        }
        """,
        """
        partial class Host
        {
            partial class Key { [ShadowGen.Shadowed] public int Get() => 1; }
            partial struct Cell { [ShadowGen.Shadowed] public int Get() => 1; }
            int Use(Key key, Cell cell) => key.Get() + cell.Get();
        }
        """);
}
