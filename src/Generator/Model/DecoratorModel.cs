using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>Everything that the decorator of one shadowed interface is made of, in source text.</summary>
/// <param name="Display">The interface's name for people.</param>
/// <param name="Stem">What the emitted names begin with: unique in the assembly.</param>
/// <param name="Path">The declaring file, relative to the project.</param>
/// <param name="Service">Fully qualified; its type arguments are <paramref name="TypeParameters"/>.</param>
/// <param name="OpenService">As it stands in <c>typeof</c>.</param>
/// <param name="TypeParameters">Of the interface and of the types around it.</param>
/// <param name="IsDisposable">The interface itself is an <c>IDisposable</c>.</param>
/// <param name="IsAsyncDisposable">The interface itself is an <c>IAsyncDisposable</c>.</param>
/// <param name="Language">What the emitted text may be written in.</param>
internal sealed record DecoratorModel(
    string AssemblyName,
    string Display,
    string Stem,
    string Path,
    string Service,
    string OpenService,
    EquatableArray<DecoratedTypeParameter> TypeParameters,
    bool IsDisposable,
    bool IsAsyncDisposable,
    EquatableArray<DecoratedMember> Members,
    EquatableArray<DecoratedEdge> Edges,
    bool IsObsolete,
    EquatableArray<string> ExperimentalIds,
    LanguageLevel Language);

/// <summary>What kind of member is handed on.</summary>
internal enum DecoratedKind
{
    Method,
    Property,
    Indexer,
    Event,
}

/// <summary>A member that the decorator implements explicitly and hands on.</summary>
/// <param name="Attributes">What stands before it, each with a trailing space, or "".</param>
/// <param name="Owner">The declaring interface, fully qualified.</param>
/// <param name="Type">What it returns, or is, with <c>ref</c> or <c>ref readonly</c>.</param>
/// <param name="Setter"><c>set</c>, <c>init</c>, or "" for none.</param>
/// <param name="Edge">Place in <see cref="DecoratorModel.Edges"/>, or -1: handed on without being counted.</param>
internal sealed record DecoratedMember(
    DecoratedKind Kind,
    string Attributes,
    string Owner,
    string Name,
    string Type,
    ReturnKind Returns,
    AsyncKind Async,
    EquatableArray<DecoratedTypeParameter> TypeParameters,
    EquatableArray<ParameterModel> Parameters,
    bool HasGetter,
    string Setter,
    bool IsUnsafe,
    int Edge)
{
    /// <summary>What is read of the arguments of a measured call.</summary>
    public EquatableArray<FeatureModel> Features { get; init; }
}

/// <summary>A type parameter. An explicit implementation inherits the constraints of its method.</summary>
/// <param name="Attributes">What stands before it, with a trailing space, or "".</param>
/// <param name="Constraints">As they stand after <c>where T :</c>, or "".</param>
internal sealed record DecoratedTypeParameter(string Attributes, string Name, string Constraints);

/// <summary>The edge from outside to a method of the interface.</summary>
/// <param name="Features">Argument features as the skeleton has them, or "" for none.</param>
internal sealed record DecoratedEdge(string Assembly, string CalleeId, string Flags, string DocId, string Display, int Line, int Column, string Features);
