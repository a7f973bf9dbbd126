namespace ShadowGen.Benchmarks.Designs;

/// <summary>What a shim does around the call. <c>false</c>: nothing was pushed, take the slow path.</summary>
internal interface IDesign
{
    public static abstract bool Enter(int slot, out nint block, out nint frame);

    public static virtual bool EnterAsync(int slot, out nint block, out nint frame) => throw new NotSupportedException();

    public static abstract void Exit(nint block, nint frame);

    public static virtual void Fill() => throw new NotSupportedException();
}
