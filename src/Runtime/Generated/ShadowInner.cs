using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>What a decorator that the container constructs is given to decorate.</summary>
/// <typeparam name="TService">The interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ShadowInner<TService>(TService service)
    where TService : class
{
    /// <summary>The plain service.</summary>
    public TService Service { get; } = service;
}
