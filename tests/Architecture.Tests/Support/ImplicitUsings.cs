namespace ShadowGen.Architecture.Tests.Support;

/// <summary>What <c>ImplicitUsings</c> of the SDK gives to every file.</summary>
internal static class ImplicitUsings
{
    public const string Text = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;
}
