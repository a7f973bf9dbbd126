using System.Runtime.CompilerServices;

namespace ShadowGen.Graph;

/// <summary>The profiles of one node as of one publication: four resources, inclusive then exclusive. Immutable once published.</summary>
internal sealed class NodeProfiles
{
    public const int Kinds = 4;

    private Values _values;

    /// <summary>Bytes that service calls of the node have read; null when not measured.</summary>
    public long? ServiceRead { get; set; }

    /// <summary>Bytes that service calls of the node have written; null when not measured.</summary>
    public long? ServiceWritten { get; set; }

    public ref ProfileValues Inclusive(int kind) => ref _values[kind];

    public ref ProfileValues Exclusive(int kind) => ref _values[Kinds + kind];

    public static NodeProfiles CreateEmpty()
    {
        var profiles = new NodeProfiles();
        ((Span<ProfileValues>)profiles._values).Fill(ProfileValues.NotMeasured);
        return profiles;
    }

    [InlineArray(2 * Kinds)]
    private struct Values
    {
        private ProfileValues _first;
    }
}
