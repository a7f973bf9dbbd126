using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

// Results that may complete later: booked when they do, and only when they succeed.
public static partial class ShadowBytes
{
    private static Task<T> Later<T>(int slot, object? on, Task<T> result, Action<ServiceSite, T, bool> book)
    {
        if (!ShadowCall.On || result is null || (result.IsCompleted && !result.IsCompletedSuccessfully))
            return result!;
        var site = ServiceSite.Of(slot, on);
        if (result.IsCompleted)
            Book(site, result.Result, isHere: true, book);
        else
            BookWhenCompleted(site, result, book);
        return result;
    }

    private static Task Later(int slot, object? on, long bytes, Task result, Action<ServiceSite, long, bool> book)
    {
        if (!ShadowCall.On || result is null || (result.IsCompleted && !result.IsCompletedSuccessfully))
            return result!;
        var site = ServiceSite.Of(slot, on);
        if (result.IsCompleted)
            Book(site, bytes, isHere: true, book);
        else
            BookWhenCompleted(site, bytes, result, book);
        return result;
    }

    private static ValueTask<T> Later<T>(int slot, object? on, ValueTask<T> result, Action<ServiceSite, T, bool> book)
    {
        if (!ShadowCall.On)
            return result;
        if (BackingTask.Of(in result) is Task<T> task)
        {
            Later(slot, on, task, book);
            return result;
        }

        if (!BackingTask.IsCompleted(in result))
            return Awaited(ServiceSite.Of(slot, on), result, book);
        if (!result.IsCompletedSuccessfully)
            return result;
        var value = result.Result; // gives a pooled source back
        Book(ServiceSite.Of(slot, on), value, isHere: true, book);
        return new ValueTask<T>(value);
    }

    private static ValueTask Later(int slot, object? on, long bytes, ValueTask result, Action<ServiceSite, long, bool> book)
    {
        if (!ShadowCall.On)
            return result;
        if (BackingTask.Of(in result) is { } task)
        {
            Later(slot, on, bytes, task, book);
            return result;
        }

        if (!BackingTask.IsCompleted(in result))
            return Awaited(ServiceSite.Of(slot, on), bytes, result, book);
        if (!result.IsCompletedSuccessfully)
            return result;
        result.GetAwaiter().GetResult();
        Book(ServiceSite.Of(slot, on), bytes, isHere: true, book);
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<T> Awaited<T>(ServiceSite site, ValueTask<T> result, Action<ServiceSite, T, bool> book)
    {
        var value = await result.ConfigureAwait(false);
        Book(site, value, isHere: false, book);
        return value;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Awaited(ServiceSite site, long bytes, ValueTask result, Action<ServiceSite, long, bool> book)
    {
        await result.ConfigureAwait(false);
        Book(site, bytes, isHere: false, book);
    }

    // Methods of their own: a closure is allocated where the method that has it begins.
    private static void BookWhenCompleted<T>(ServiceSite site, Task<T> result, Action<ServiceSite, T, bool> book) =>
        Completions.Watch(
            result,
            (_, _) =>
            {
                if (result.IsCompletedSuccessfully)
                    Book(site, result.Result, isHere: false, book);
            },
            null);

    private static void BookWhenCompleted(ServiceSite site, long bytes, Task result, Action<ServiceSite, long, bool> book) =>
        Completions.Watch(
            result,
            (_, _) =>
            {
                if (result.IsCompletedSuccessfully)
                    Book(site, bytes, isHere: false, book);
            },
            null);

    private static void Book<T>(ServiceSite site, T moved, bool isHere, Action<ServiceSite, T, bool> book)
    {
        try
        {
            book(site, moved, isHere);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the bytes of a service call were booked");
        }
    }
}
