using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.NamespacePatternMatchesNothingAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class NamespacePatternMatchesNothingAnalyzerTests
{
    [Fact]
    public Task With_the_nearest_namespace_that_exists() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace({|SHG0002:"Shop.Order.**"|})]
        namespace Shop.Orders { class A; }
        namespace Billing { class B; }
        class Global;
        """,
        "\"Shop.Order.**\" matches no namespace of this assembly: the nearest that exists is \"Shop.Orders\"");

    [Fact]
    public Task An_assembly_without_namespaces_says_so() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace({|SHG0002:"Shop"|})]
        class A;
        """,
        "\"Shop\" matches no namespace of this assembly, which declares none");

    [Fact]
    public Task Namespaces_of_references_do_not_count() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace({|SHG0002:"System.**"|})]
        namespace Shop { class A; }
        """);

    [Fact]
    public Task A_namespace_without_types_has_nothing_to_shadow() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace({|SHG0002:"Shop"|})]
        namespace Shop { }
        namespace Shop.Orders { class A; }
        """);

    [Fact]
    public Task Patterns_that_match_are_left_alone() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace("Shop.Orders")]
        [assembly: ShadowGen.ShadowNamespace("Shop.*")]
        [assembly: ShadowGen.ShadowNamespace("Shop.**")]
        [assembly: ShadowGen.ShadowNamespace("**")]
        namespace Shop.Orders { class A; }
        """);

    [Fact]
    public Task The_global_namespace_counts_for_everything() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace("**")]
        class A;
        """);

    [Fact]
    public Task Invalid_patterns_are_the_other_rules_matter() => Verify.VerifyAsync(
        """
        [assembly: ShadowGen.ShadowNamespace("Shop..Orders")]
        namespace Shop.Orders { class A; }
        """);
}
