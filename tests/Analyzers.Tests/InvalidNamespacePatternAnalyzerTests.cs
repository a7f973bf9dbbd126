using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.InvalidNamespacePatternAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class InvalidNamespacePatternAnalyzerTests
{
    [Fact]
    public Task At_the_argument_with_what_to_write_instead() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace({|SHG0001:"Shop..Orders"|})]
        """,
        "The pattern has an empty segment: a dot stands between two names. Write \"Shop.Orders\". As it is, this attribute shadows nothing.");

    [Fact]
    public Task Each_attribute_of_a_list_by_itself() => Verify.VerifyAsync(
        """
        using ShadowGen;
        [assembly: ShadowNamespace("Shop.**"), ShadowNamespace({|SHG0001:"Shop.Ord*"|})]
        [assembly: ShadowNamespaceAttribute(pattern: {|SHG0001:null!|})]
        """);

    [Fact]
    public Task Constants_are_read() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace({|SHG0001:Names.Root + "."|})]
        static class Names { public const string Root = "Shop"; }
        """);

    [Fact]
    public Task Valid_patterns_and_other_attributes_are_left_alone() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace("Shop")]
        [assembly: ShadowGen.ShadowNamespace("Shop.*")]
        [assembly: ShadowGen.ShadowNamespace("**")]
        [assembly: System.Reflection.AssemblyTitle("a..b")]
        [assembly: Mine.ShadowNamespace("a..b")]
        namespace Mine { sealed class ShadowNamespaceAttribute(string text) : System.Attribute { public string Text => text; } }
        """);

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync(
        """
        [assembly: System.Reflection.AssemblyTitle("a..b")]
        """);
}
