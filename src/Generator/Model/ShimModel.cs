using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>How a shim receives <c>this</c>.</summary>
internal enum ReceiverKind
{
    /// <summary>A static callee.</summary>
    None,

    /// <summary>A class or interface.</summary>
    Value,

    /// <summary>A struct whose method may write to it.</summary>
    Ref,

    /// <summary>A struct whose method is readonly.</summary>
    In,
}

/// <summary>What the callee returns, as far as the shim's body differs by it.</summary>
internal enum ReturnKind
{
    Void,
    Value,
    Ref,
}

/// <summary>What the probe has to watch after the synchronous part.</summary>
internal enum AsyncKind
{
    None,
    Task,
    ValueTask,

    /// <summary>An iterator's or async iterator's steps.</summary>
    Enumeration,
}

/// <summary>The shape of a callee, in source text, so that emission needs no symbol.</summary>
/// <param name="Name">The callee's name, escaped where it is a keyword.</param>
/// <param name="Container">Fully qualified containing type; its type parameters are those of the shim.</param>
/// <param name="CallAs">The type that the receiver is cast to for the call, or "" for none.</param>
/// <param name="ReturnType">With <c>ref</c> or <c>ref readonly</c>.</param>
/// <param name="ContainerArity">How many of <paramref name="TypeParameters"/> belong to containing types; the rest are the method's.</param>
internal sealed record ShimModel(
    string Name,
    string Container,
    string CallAs,
    ReceiverKind Receiver,
    bool IsExtension,
    string ReturnType,
    ReturnKind Returns,
    AsyncKind Async,
    int ContainerArity,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<ParameterModel> Parameters,
    bool IsUnsafe,
    bool IsObsolete,
    EquatableArray<string> ExperimentalIds,
    AccessorModel? Accessor)
{
    /// <summary>Null when what the call moves is not measured.</summary>
    public BytesModel? Bytes { get; init; }

    /// <summary>Null when a call may use what it likes.</summary>
    public BudgetModel? Budget { get; init; }

    /// <summary>What is read of the arguments of a measured call.</summary>
    public EquatableArray<FeatureModel> Features { get; init; }

    /// <summary>Null when the shim stands in the generated file's own class.</summary>
    public HomeModel? Home { get; init; }

    /// <summary>Whether a result may hold a reference into <c>this</c>, which the instance method has to repeat.</summary>
    public bool IsUnscoped { get; init; }
}

/// <summary>A type parameter and its constraints, as they stand after <c>where T :</c> ("" for none).</summary>
internal sealed record TypeParameterModel(string Name, string Constraints);

/// <summary>A parameter of the shim.</summary>
/// <param name="Modifiers">What stands before the type, with a trailing space, or "".</param>
/// <param name="Argument">How it is handed on, with a trailing space: <c>ref </c>, <c>out </c>, <c>in </c>, a cast, or "".</param>
internal sealed record ParameterModel(string Name, string Type, string Modifiers, string Argument);

/// <summary>How a callee that the shim may not name is reached.</summary>
/// <param name="MetadataName">The callee's name in metadata.</param>
/// <param name="StaticContainer">Assembly-qualified name of a static class, which cannot be a parameter's type, or "".</param>
internal sealed record AccessorModel(string MetadataName, string StaticContainer);
