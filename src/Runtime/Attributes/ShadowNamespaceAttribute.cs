namespace ShadowGen;

/// <summary>
/// Opts every ordinary method of the matching namespaces of this assembly in to shadowing.
/// </summary>
/// <remarks>
/// A pattern is a dotted name whose segments are identifiers, <c>*</c> (exactly one segment) or, at the end only, <c>**</c> (this namespace and all below it):
/// <c>Shop.Orders</c>, <c>Shop.*</c>, <c>Shop.Orders.**</c>, or <c>**</c> for everything, the global namespace included.
/// An invalid pattern is reported at the attribute (SHG0001) and ignored; the rest of the build is unaffected.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ShadowNamespaceAttribute(string pattern) : Attribute
{
    /// <summary>The pattern as written.</summary>
    public string Pattern { get; } = pattern;
}
