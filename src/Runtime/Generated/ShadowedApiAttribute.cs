using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>Tells the builds of other assemblies which methods of this one are shadowed, so that they shadow their calls of them. Emitted by the generator.</summary>
/// <remarks>Read at compile time only.</remarks>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShadowedApiAttribute(string names, string ids) : Attribute
{
    /// <summary>Simple names, separated by commas.</summary>
    public string Names { get; } = names;

    /// <summary>The methods' ids (docs/architecture.md), 8 bytes each, big-endian, in base64.</summary>
    public string Ids { get; } = ids;
}
