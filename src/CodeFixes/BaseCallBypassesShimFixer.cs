using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1002 at a base call: makes the type that calls partial, so that the generator can add the call to it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BaseCallBypassesShimFixer))]
[Shared]
public sealed class BaseCallBypassesShimFixer() : PartialFixer(RuleIdentifiers.CallBypassesShim)
{
    // A method group is reported with its receiver, a call by its name.
    private protected override bool Concerns(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is SimpleNameSyntax
        {
            Parent: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Parent: InvocationExpressionSyntax },
        };
}
