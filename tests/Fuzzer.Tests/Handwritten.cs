using ShadowGen.Fuzzer.Generation;

namespace ShadowGen.Fuzzer.Tests;

/// <summary>A program that a person wrote, in the form of a generated one.</summary>
internal static class Handwritten
{
    /// <param name="declarations">Types.</param>
    /// <param name="root">Statements of <c>Run</c>.</param>
    public static FuzzProgram Program(string declarations, string root) => new(
        1,
        Level.Latest,
        "P1",
        [(
            "/project/P1.cs",
            $$"""
            using System;
            using System.Collections.Generic;
            using W = ShadowGen.Fuzzer.Witness;
            namespace P1
            {
            {{declarations}}
            internal static class Program { internal static void Run() { using (var f = W.Enter("Run", "")) { {{root}} } } }
            }
            """)],
        new Dictionary<(string Caller, string Callee, string Reason), int>(),
        new HashSet<(string Caller, string Callee)>());
}
