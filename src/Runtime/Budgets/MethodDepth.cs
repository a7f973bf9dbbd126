namespace ShadowGen.Budgets;

/// <summary>A call of a method that may not be within itself too often, for as long as it is under way, wherever the execution context carries that on. Immutable.</summary>
internal sealed class MethodDepth
{
    private static readonly AsyncLocal<MethodDepth?> Ambient = new();

    private readonly MethodBudget _method;
    private readonly MethodDepth? _parent;
    private readonly int _active;

    private MethodDepth(MethodBudget method, MethodDepth? parent, int active)
    {
        _method = method;
        _parent = parent;
        _active = active;
    }

    /// <returns>Calls of the method that are under way in this flow, with this one.</returns>
    public static int Enter(MethodBudget method, out MethodDepth entered)
    {
        var parent = Ambient.Value;
        var nearest = parent;
        while (nearest is not null && nearest._method != method)
            nearest = nearest._parent;
        Ambient.Value = entered = new MethodDepth(method, parent, (nearest?._active ?? 0) + 1);
        return entered._active;
    }

    /// <summary>The code that called goes on. Called on its thread.</summary>
    public void Leave() => Ambient.Value = _parent;
}
