using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ShadowGen.Generated;

/// <summary>Points at one generated file's skeleton, so that the runtime and build tools find all of an assembly's tables. Emitted by the generator.</summary>
/// <remarks><see cref="Owner"/> has a static property <c>Skeleton</c> of type <c>ReadOnlySpan&lt;byte&gt;</c> whose bytes are RVA data in the assembly.</remarks>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShadowManifestAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.NonPublicProperties | DynamicallyAccessedMemberTypes.NonPublicFields)] Type owner) : Attribute
{
    /// <summary>The generated class that owns the skeleton.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.NonPublicProperties | DynamicallyAccessedMemberTypes.NonPublicFields)]
    public Type Owner { get; } = owner;
}
