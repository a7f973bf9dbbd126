using System.Runtime.CompilerServices;
using Castle.DynamicProxy;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Rivals;

/// <summary>Castle DynamicProxy: an interface proxy with an interceptor that counts.</summary>
internal readonly struct DynamicProxyRival : ITiny1
{
    private static readonly IDynamicProxyTarget s_proxy =
        new ProxyGenerator().CreateInterfaceProxyWithTarget<IDynamicProxyTarget>(new DynamicProxyTarget(), new Counting());

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x) => s_proxy.Target(x) + 1;

    private sealed class Counting : IInterceptor
    {
        private long _calls;

        public void Intercept(IInvocation invocation)
        {
            _calls++;
            invocation.Proceed();
        }
    }
}

/// <summary>Public, because the proxy lives in an assembly of its own.</summary>
public interface IDynamicProxyTarget
{
    public int Target(int x);
}

internal sealed class DynamicProxyTarget : IDynamicProxyTarget
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Target(int x) => x ^ 0x2A;
}
