using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>Base of the decorators that the generator emits for shadowed interfaces: what an object is besides its interface stays the inner one's.</summary>
/// <param name="inner">Gets the calls; not null.</param>
/// <typeparam name="TService">The interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ShadowDecorator<TService>(TService inner)
    where TService : class
{
    /// <summary>What is decorated.</summary>
    protected internal TService Inner { get; } = inner;

    /// <summary>Equal when the inner objects are, whether decorated or not.</summary>
    public sealed override bool Equals(object? obj) => Inner.Equals(obj is ShadowDecorator<TService> other ? other.Inner : obj);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Inner.GetHashCode();

    /// <inheritdoc/>
    public sealed override string? ToString() => Inner.ToString();
}
