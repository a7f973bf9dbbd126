// Packages that are known by name only. In this assembly, so that to the tested programs they are another's.
#pragma warning disable IDE0130, IDE0161, CA1716, SA1403

namespace Grpc.Core
{
    /// <summary>As in Grpc.Core.Api: the base of every generated client.</summary>
    public abstract class ClientBase
    {
        public string Host => "host";

        public string Describe() => "client of " + Host;
    }

    public abstract class ClientBase<T> : ClientBase
        where T : ClientBase<T>
    {
        public T WithHost() => (T)this;
    }
}

namespace Pricing
{
    /// <summary>As the gRPC compiler makes it, in a library of contracts.</summary>
    public class PricesClient : Grpc.Core.ClientBase<PricesClient>
    {
        public virtual int Quote(int article) => article * 2;

        public virtual Task<int> QuoteAsync(int article) => Task.FromResult(article * 3);

        public string Notes => "";
    }
}

namespace StackExchange.Redis
{
    public interface IDatabaseAsync
    {
        public Task<string?> StringGetAsync(string key);
    }

    public interface IDatabase : IDatabaseAsync
    {
        public string? StringGet(string key);

        public bool StringSet(string key, string value);
    }

    /// <summary>A server of one process.</summary>
    public sealed class Multiplexer : IDatabase
    {
        private readonly Dictionary<string, string> _values = [];

        public IDatabase GetDatabase() => this;

        public string? StringGet(string key) => _values.GetValueOrDefault(key);

        public Task<string?> StringGetAsync(string key) => Task.FromResult(StringGet(key));

        public bool StringSet(string key, string value) => _values.TryAdd(key, value);
    }
}
