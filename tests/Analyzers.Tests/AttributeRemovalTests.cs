using Small = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.TooSmallForShimAnalyzer, ShadowGen.CodeFixes.TooSmallForShimFixer>;
using Useless = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.ShadowedHasNoEffectAnalyzer, ShadowGen.CodeFixes.ShadowedHasNoEffectFixer>;

namespace ShadowGen.Analyzers.Tests;

/// <summary>The fixes of SHG1003 and SHG1004.</summary>
public sealed class AttributeRemovalTests
{
    [Fact]
    public Task A_small_methods_attribute_goes_and_what_stands_around_it_stays() => Small.VerifyAsync(
        """
        using System;
        using ShadowGen;
        class Cell
        {
            /// <summary>A.</summary>
            [Shadowed]
            public int A() => 1;

            [Obsolete, Shadowed] int B() => 1;
            [Obsolete]
            [Shadowed] // small
            int C() => 1;
            [Shadowed] int D() => 1;
        }
        """,
        """
        using System;
        using ShadowGen;
        class Cell
        {
            /// <summary>A.</summary>
            public int A() => 1;

            [Obsolete] int B() => 1;
            [Obsolete]
            int C() => 1;
            int D() => 1;
        }
        """);

    [Fact]
    public Task What_has_no_effect_goes_from_a_type_its_members_and_their_parts() => Useless.VerifyAsync(
        """
        using System;
        using ShadowGen;
        [Shadowed(DepthBudget = 5, Speculative = true)]
        class Orders
        {
            int Count { [Shadowed] get => 1; }
            [Shadowed] ~Orders() { }
            void Handle()
            {
                [Shadowed] void Local() { }
                Local();
                Action lambda = [Shadowed] () => { };
                lambda();
            }
            // Nested.
            [Shadowed, Serializable] class Empty;
        }
        """,
        """
        using System;
        using ShadowGen;
        [Shadowed]
        class Orders
        {
            int Count { get => 1; }
            ~Orders() { }
            void Handle()
            {
                void Local() { }
                Local();
                Action lambda = () => { };
                lambda();
            }
            // Nested.
            [Serializable] class Empty;
        }
        """);
}
