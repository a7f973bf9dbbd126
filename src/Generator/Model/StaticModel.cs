using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>What one file's code says, before it ever ran, about who calls whom and how often.</summary>
internal sealed record StaticModel(
    EquatableArray<BodyModel> Bodies,
    EquatableArray<PriorModel> Priors,
    EquatableArray<GivenModel> Given,
    EquatableArray<TakenModel> Taken,
    EquatableArray<TypeModel> Types,
    EquatableArray<OverrideModel> Overrides,
    EquatableArray<PlaceModel> Places)
{
    public static StaticModel Empty { get; } = new([], [], [], [], [], [], []);

    /// <summary>All of several parts of a file, none of which is in another.</summary>
    public static StaticModel Join(IReadOnlyCollection<StaticModel> parts) => new(
        parts.SelectMany(static part => part.Bodies).OrderBy(static body => body.Line).ThenBy(static body => body.DocId, StringComparer.Ordinal).ToEquatableArray(),
        parts.SelectMany(static part => part.Priors).OrderBy(static prior => prior.CallerId, StringComparer.Ordinal).ThenBy(static prior => prior.CalleeId, StringComparer.Ordinal).ThenBy(static prior => prior.Kind).ToEquatableArray(),
        parts.SelectMany(static part => part.Given).OrderBy(static given => given.PlaceId, StringComparer.Ordinal).ThenBy(static given => given.MethodId, StringComparer.Ordinal).ToEquatableArray(),
        parts.SelectMany(static part => part.Taken).OrderBy(static taken => taken.CallerId, StringComparer.Ordinal).ThenBy(static taken => taken.PlaceId, StringComparer.Ordinal).ThenBy(static taken => taken.TypeId, StringComparer.Ordinal).ToEquatableArray(),
        parts.SelectMany(static part => part.Types).Distinct().OrderBy(static type => type.Id, StringComparer.Ordinal).ThenBy(static type => type.IsDeclared).ToEquatableArray(),
        parts.SelectMany(static part => part.Overrides).Distinct().OrderBy(static found => found.SlotId, StringComparer.Ordinal).ThenBy(static found => found.MethodId, StringComparer.Ordinal).ThenBy(static found => found.TypeId, StringComparer.Ordinal).ToEquatableArray(),
        []);

    public bool IsEmpty => Bodies.Count == 0 && Overrides.Count == 0 && Types.Count == 0;
}

/// <summary>A member with code.</summary>
/// <param name="Cost">Operations that one run of it is expected to execute itself, each call as one.</param>
internal sealed record BodyModel(string Id, string DocId, int Line, double Cost);

/// <summary>How a call finds its callee.</summary>
internal enum PriorKind
{
    /// <summary>It is the one that the source names.</summary>
    Direct,

    /// <summary>What the receiver's type makes of it.</summary>
    Virtual,

    /// <summary>A delegate is made of it and handed to code that is not ours, or code that is not ours may call it.</summary>
    Callback,
}

/// <summary>Expected calls from one member to another for one run of the first.</summary>
internal sealed record PriorModel(string CallerId, string CalleeId, PriorKind Kind, double Frequency);

/// <summary>A delegate of a method is put somewhere: to a parameter, a field, a property, an event; or anything of a delegate type.</summary>
internal sealed record GivenModel(string PlaceId, string MethodId, double Frequency);

/// <summary>A member calls a delegate.</summary>
/// <param name="PlaceId">Where it stands, or "" where that is no parameter, field, property or event.</param>
/// <param name="TypeId">The delegate's type.</param>
internal sealed record TakenModel(string CallerId, string PlaceId, string TypeId, double Frequency);

/// <summary>A type that this file declares or instantiates.</summary>
/// <param name="BaseId">"" for none of interest.</param>
internal sealed record TypeModel(string Id, string BaseId, bool IsDeclared, bool IsInstantiated);

/// <summary>What a type runs for a virtual slot.</summary>
/// <param name="TypeId">The type that this file declares.</param>
/// <param name="MethodId">What it runs.</param>
/// <param name="SlotId">The overridden method, or the interface's.</param>
internal sealed record OverrideModel(string TypeId, string MethodId, string SlotId);

/// <summary>Where code stands that a member may run, or a type whose code it may be. Not emitted: it says what has to be read as well.</summary>
/// <param name="CallerId">The member, or the slot.</param>
/// <param name="Id">The code's own member, or the type.</param>
/// <param name="Path">One of its files, as the compiler names it.</param>
internal sealed record PlaceModel(string CallerId, string Id, string Path);
