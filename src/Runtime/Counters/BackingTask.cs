using System.Runtime.CompilerServices;

namespace ShadowGen.Counters;

/// <summary>Finds the task behind a <see cref="ValueTask"/> without consuming it. A value task over an <c>IValueTaskSource</c> has none.</summary>
internal static class BackingTask
{
    private static bool _fieldIsGone;

    public static Task? Of(in ValueTask result)
    {
        if (_fieldIsGone)
            return null;
        try
        {
            return Source(ref Unsafe.AsRef(in result)) as Task;
        }
        catch (MemberAccessException)
        {
            // A later framework has renamed the field: completions of value tasks are then not watched.
            _fieldIsGone = true;
            return null;
        }
    }

    public static Task? Of<T>(in ValueTask<T> result)
    {
        if (_fieldIsGone)
            return null;
        try
        {
            return Accessor<T>.Source(ref Unsafe.AsRef(in result)) as Task;
        }
        catch (MemberAccessException)
        {
            _fieldIsGone = true;
            return null;
        }
    }

    /// <summary>Asks the host's <c>IValueTaskSource</c>, when there is one; true when it throws.</summary>
    public static bool IsCompleted(in ValueTask result)
    {
        try
        {
            return result.IsCompleted;
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <inheritdoc cref="IsCompleted(in ValueTask)"/>
    public static bool IsCompleted<T>(in ValueTask<T> result)
    {
        try
        {
            return result.IsCompleted;
        }
        catch (Exception)
        {
            return true;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_obj")]
    private static extern ref object? Source(ref ValueTask task);

    private static class Accessor<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_obj")]
        public static extern ref object? Source(ref ValueTask<T> task);
    }
}
