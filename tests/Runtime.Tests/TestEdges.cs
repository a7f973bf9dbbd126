using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ShadowGen.Generated;

namespace ShadowGen.Runtime.Tests;

/// <summary>A generated file's worth of edges, made by hand: edge k goes from <c>Caller</c> to <c>Callee{k}</c>, and is called in the shape of a shim.</summary>
internal sealed class TestEdges
{
    private static readonly List<byte[]> Texts = [];
    private static long _functions = 0x7E57_0000_0000_0000;
    private readonly string _prefix;

    public TestEdges(int count, Type? owner = null, [CallerMemberName] string name = "")
    {
        _prefix = name + Interlocked.Increment(ref _functions).ToString("x", CultureInfo.InvariantCulture);
        First = ShadowSkeleton.Register(owner ?? typeof(TestEdges), Pinned(Text(count)), count);
    }

    public int First { get; }

    /// <summary>Calls <paramref name="body"/> as a shim of edge <paramref name="k"/> does.</summary>
    public void Call(int k, Action body)
    {
        var frame = ShadowCall.Enter(First + k);
        try { body(); }
        finally { frame.Exit(); }
    }

    public T Call<T>(int k, Func<T> body)
    {
        var frame = ShadowCall.Enter(First + k);
        try { return body(); }
        finally { frame.Exit(); }
    }

    /// <summary>As a shim whose callee is an iterator.</summary>
    public IEnumerable<T> Enumerate<T>(int k, Func<IEnumerable<T>> iterator)
    {
        var frame = ShadowCall.Enter(First + k);
        try
        {
            var result = iterator();
            return frame.IsMeasured ? ShadowEnumeration.Measure(result) : result;
        }
        finally { frame.Exit(); }
    }

    /// <inheritdoc cref="Enumerate{T}(int, Func{IEnumerable{T}})"/>
    public IAsyncEnumerable<T> Enumerate<T>(int k, Func<IAsyncEnumerable<T>> iterator)
    {
        var frame = ShadowCall.Enter(First + k);
        try
        {
            var result = iterator();
            return frame.IsMeasured ? ShadowEnumeration.Measure(result) : result;
        }
        finally { frame.Exit(); }
    }

    public Task CallAsync(int k, Func<Task> body)
    {
        var frame = ShadowCall.EnterAsync(First + k);
        try
        {
            var result = body();
            if (frame.IsMeasured) ShadowCall.Observe(result);
            return result;
        }
        finally { frame.Exit(); }
    }

    public ValueTask CallValueAsync(int k, Func<ValueTask> body)
    {
        var frame = ShadowCall.EnterAsync(First + k);
        try
        {
            var result = body();
            if (frame.IsMeasured) ShadowCall.Observe(result);
            return result;
        }
        finally { frame.Exit(); }
    }

    public ValueTask<T> CallValueAsync<T>(int k, Func<ValueTask<T>> body)
    {
        var frame = ShadowCall.EnterAsync(First + k);
        try
        {
            var result = body();
            if (frame.IsMeasured) ShadowCall.Observe(result);
            return result;
        }
        finally { frame.Exit(); }
    }

    public CallGraphNode Callee(int k) => Shadow.CallGraph.Find($"M:Test.{_prefix}.Callee{k}");

    public CallGraphNode Caller => Shadow.CallGraph.Find($"M:Test.{_prefix}.Caller");

    /// <summary>Calls of edge <paramref name="k"/>, up to date.</summary>
    public long Calls(int k)
    {
        Shadow.Flush();
        return Callee(k).Calls;
    }

    private string Text(int count)
    {
        var text = new StringBuilder("shadowgen-skeleton 1\nassembly Tests\nfile Test.cs\n");
        var caller = Id();
        text.Append(CultureInfo.InvariantCulture, $"method {caller} 1 - M:Test.{_prefix}.Caller\n");
        var callees = Enumerable.Range(0, count).Select(_ => Id()).ToArray();
        for (var k = 0; k < count; k++)
            text.Append(CultureInfo.InvariantCulture, $"method {callees[k]} {k + 2} s M:Test.{_prefix}.Callee{k}\n");
        for (var k = 0; k < count; k++)
            text.Append(CultureInfo.InvariantCulture, $"edge {k} {caller} {callees[k]} 0 {k + 2}:1\n");
        return text.ToString();
    }

    /// <summary>An assembly's data neither moves nor goes; nor does this.</summary>
    private static byte[] Pinned(string text)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        lock (Texts)
            Texts.Add(bytes);
        return bytes;
    }

    private static string Id() => Interlocked.Increment(ref _functions).ToString("x16", CultureInfo.InvariantCulture);
}
