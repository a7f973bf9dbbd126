using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>One (caller, callee) pair of a file, with every call site that its shim takes over.</summary>
/// <param name="LoopDepth">The deepest nesting of loops around any of the sites, within the caller.</param>
/// <param name="Bridge">Where the sites that are base calls go, or null when there are none.</param>
internal sealed record EdgeModel(string CallerId, string CalleeId, string Display, int LoopDepth, ShimModel Shim, EquatableArray<SiteModel> Sites, PartialTypeModel? Bridge);

/// <summary>A call site: what the compiler needs to redirect it, and where a person finds it (1-based).</summary>
/// <param name="IsBaseCall">Whether it is a base call of a virtual method.</param>
internal sealed record SiteModel(InterceptableLocation Location, int Line, int Column, bool IsBaseCall);
