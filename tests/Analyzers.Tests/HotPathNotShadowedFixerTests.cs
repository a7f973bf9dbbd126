using Verify = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.HotPathNotShadowedAnalyzer, ShadowGen.CodeFixes.HotPathNotShadowedFixer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class HotPathNotShadowedFixerTests
{
    [Fact]
    public Task The_method_is_marked_by_the_shortest_name_that_means_it() => Verify.VerifyAsync(
        """
        using System;

        public static class Program
        {
            // The loop.
            public static int Run(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }

            [Obsolete]
            public static int Walk(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; } public static int Other(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
        }
        """,
        """
        using System;

        public static class Program
        {
            // The loop.
            [ShadowGen.Shadowed]
            public static int Run(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }

            [ShadowGen.Shadowed]
            [Obsolete]
            public static int Walk(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
            [ShadowGen.Shadowed]
            public static int Other(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
        }
        """);

    [Fact]
    public Task Windows_lines_stay_so() => Verify.VerifyAsync(
        "using ShadowGen;\r\npublic static class Program\r\n{\r\n    public static int Run(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }\r\n}\r\n",
        "using ShadowGen;\r\npublic static class Program\r\n{\r\n    [Shadowed]\r\n    public static int Run(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }\r\n}\r\n");

    [Fact]
    public Task A_name_that_means_something_else_is_written_in_full() => Verify.VerifyAsync(
        """
        namespace Shop
        {
            class Shadowed { }
            class ShadowedAttribute { }
            public static class Program
            {
                public static int Run(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
            }
        }
        """,
        """
        namespace Shop
        {
            class Shadowed { }
            class ShadowedAttribute { }
            public static class Program
            {
                [ShadowGen.Shadowed]
                public static int Run(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
            }
        }
        """);

    /// <summary>What is marked is the interface's method, whose name the calls bear.</summary>
    [Fact]
    public Task An_interface_method_is_marked() => Verify.VerifyAsync(
        """
        using ShadowGen;
        interface IParser
        {
            int Parse(int n);
        }
        class Parser : IParser
        {
            public int Parse(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
        }
        public static class Program
        {
            public static int Main() => Run(new Parser(), 1);
            static int Run(IParser parser, int n) { n += parser.Parse(n); n += parser.Parse(n); return n; }
        }
        """,
        """
        using ShadowGen;
        interface IParser
        {
            [Shadowed]
            int Parse(int n);
        }
        class Parser : IParser
        {
            public int Parse(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; }
        }
        public static class Program
        {
            public static int Main() => Run(new Parser(), 1);
            static int Run(IParser parser, int n) { n += parser.Parse(n); n += parser.Parse(n); return n; }
        }
        """);
}
