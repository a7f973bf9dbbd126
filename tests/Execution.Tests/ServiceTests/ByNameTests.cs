using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

/// <summary>Services of packages that ShadowGen does not reference.</summary>
[Collection(nameof(Services))]
public class ByNameTests
{
    [Fact]
    public void Generated_grpc_clients_are_found_by_their_base_here_and_in_libraries() => Services.Agree(
        "Grpc",
        """
        namespace Greet
        {
            public class GreeterClient : Grpc.Core.ClientBase<GreeterClient>
            {
                public virtual string SayHello(string name) => "Hello " + name;
                public virtual string SayHello(string name, int times) => string.Concat(Enumerable.Repeat("Hello " + name, times));
            }
        }
        static class Program
        {
            public static string Run()
            {
                var greeter = new Greet.GreeterClient();
                var prices = new Pricing.PricesClient().WithHost();
                return greeter.SayHello("A") + greeter.SayHello("B", 2) + prices.Quote(2) + prices.QuoteAsync(2).Result + prices.Describe();
            }
        }
        """,
        "Hello AHello BHello B46client of host",
        "Greet.GreeterClient.SayHello 2 - -", "Pricing.PricesClient.Quote 1 - -", "Pricing.PricesClient.QuoteAsync 1 - -");

    [Fact]
    public void Redis_is_seen_through_its_interfaces() => Services.Agree(
        "Redis",
        """
        static class Program
        {
            public static string Run()
            {
                StackExchange.Redis.IDatabase db = new StackExchange.Redis.Multiplexer().GetDatabase();
                return db.StringSet("a", "1") + db.StringGet("a") + db.StringGetAsync("a").Result;
            }
        }
        """,
        "True11",
        "StackExchange.Redis.IDatabase.StringSet 1 - -", "StackExchange.Redis.IDatabase.StringGet 1 - -", "StackExchange.Redis.IDatabaseAsync.StringGetAsync 1 - -");

    [Fact]
    public void A_list_that_is_not_asked_for_is_not_seen() => Services.Agree(
        "Http Data",
        """
        static class Program
        {
            public static string Run() => new StackExchange.Redis.Multiplexer().StringGet("a") + new Pricing.PricesClient().Quote(1) + File.Exists("/none") + new StringReader("x").Read();
        }
        """,
        "2False120");
}
