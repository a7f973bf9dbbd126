using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>Makes decorators of one interface. Emitted by the generator; stateless and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ShadowDecoratorFactory
{
    /// <summary>Decorates an object of the interface: the result is disposable in the ways in which the object is, and hands disposal on. One that is decorated already is returned as it is.</summary>
    public abstract object Decorate(object inner);
}
