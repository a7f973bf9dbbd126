using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>A call site that is intercepted, as a plan needs it.</summary>
/// <param name="Caller">The member around it.</param>
/// <param name="Callee">An original definition.</param>
/// <param name="Edge">Its edge in the file.</param>
internal sealed record InterceptedSite(Caller Caller, IMethodSymbol Callee, InvocationExpressionSyntax Invocation, int Edge, ShimModel Shim, int Line, int Column);

/// <summary>Finds out what one file's methods may do ahead.</summary>
internal delegate EquatableArray<PlanModel> PlanReader(IReadOnlyList<InterceptedSite> sites, SemanticModel model, BindingSession session, CancellationToken cancellation);
