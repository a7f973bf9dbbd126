using System.Text.RegularExpressions;

namespace ShadowGen.Generator.Tests.Harness;

/// <summary>What generated code plans to make ahead, in short.</summary>
internal static class AheadPlans
{
    public const string Services =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using ShadowGen;

        public sealed record User(int Id, bool IsAllowed);
        public sealed record Cart(int Lines);
        public sealed class Filter { public string Text = ""; }
        public class Request { public int Id { get; set; } public string Name { get; init; } = ""; public decimal Price { get; set; } public int Computed => Id + 1; }

        public interface IUsers
        {
            [Shadowed(Speculative = true)] Task<User> GetAsync(int id);
            [Shadowed(Speculative = true)] Task<User> FindAsync(Filter filter);
        }

        public interface ICarts
        {
            [Shadowed(Speculative = true)] Task<Cart> GetAsync(int id);
            [Shadowed(Speculative = true)] Task<Cart> ByNameAsync(string name, bool isOpen = true, CancellationToken cancellation = default);
            [Shadowed(Speculative = true)] Task<Cart> ByPriceAsync(decimal price);
            [Shadowed] Task SaveAsync(int id);
        }

        public interface IRights { [Shadowed] Task RequireAsync(int id); [Shadowed] bool May(int id); Task CheckAsync(int id); }

        """;

    private static readonly Regex Call = new("""new AheadCall\("M:([\w.]+?)[^\w.][^"]*", global::ShadowGen.AheadKind.(\w)\w*, slot: \S+ \+ \d+, point: (\d), probability: ([\d.]+), repeats: (\w)""");

    /// <summary>A class with one method.</summary>
    public static string Handler(string method) => Services +
        $$"""
        public sealed class Scope : IDisposable { public Scope() { Depth++; } public static int Depth; public void Dispose() => Depth--; }

        public class Handler(IUsers users, ICarts carts, IRights rights)
        {
            public int count;
            public event Action? Changed;
            public override string ToString() => rights + "" + users + carts + Changed;
            {{method}}
        }
        """;

    /// <summary>Of each planned call its callee, kind (S or P), point, probability, and an r where it repeats.</summary>
    public static string Of(string source, Configuration? configuration = null) => string.Join("; ", Call.Matches(Project.Of(("Sample.cs", source)).Generate(configuration: configuration).Values.Single())
        .Select(call => $"{call.Groups[1]} {call.Groups[2]} {call.Groups[3]} {call.Groups[4]}{(call.Groups[5].Value == "t" ? " r" : "")}"));
}
