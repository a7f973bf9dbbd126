using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Which receivers, callees and methods a plan can have.</summary>
public class CallsAheadShapesTests
{
    /// <summary>Declarations, then what is planned.</summary>
    public static TheoryData<string, string> Receivers => new()
    {
        { "public class Db(string name) { [Shadowed(Speculative = true)] public Task<int> ReadAsync(int id) => Task.FromResult(id + name.Length); }", "Db.ReadAsync S 0 1" },
        { "public class Db : System.Data.Common.DbConnection { [Shadowed(Speculative = true)] public Task<int> ReadAsync(int id) => Task.FromResult(id); }", "" },
        { "public class Db(System.Data.Common.DbConnection inner) { [Shadowed(Speculative = true)] public Task<int> ReadAsync(int id) => Task.FromResult(id + inner.GetHashCode()); }", "" },
        { "public class Context : Microsoft.EntityFrameworkCore.DbContext { } public class Db { private readonly Context _inner = new(); [Shadowed(Speculative = true)] public Task<int> ReadAsync(int id) => Task.FromResult(id + _inner.GetHashCode()); }", "" },
        { "public interface Db { [Shadowed(Speculative = true)] Task<int> ReadAsync(int id); } public class Sql(System.Data.Common.DbConnection inner) : Db { public Task<int> ReadAsync(int id) => Task.FromResult(id + inner.GetHashCode()); }", "" },
        { "public interface Db { [Shadowed(Speculative = true)] Task<int> ReadAsync(int id); }", "Db.ReadAsync S 0 1" },
        { "public interface Base { [Shadowed(Speculative = true)] Task<int> ReadAsync(int id); } public class Db : Base { [Shadowed] public Task<int> ReadAsync(int id) => Task.FromResult(id); }", "Db.ReadAsync S 0 1" },
        { "public class Db { [Shadowed] public Task<int> ReadAsync(int id) => Task.FromResult(id); }", "" },
        { "public class Db { [Shadowed(Speculative = true)] public ValueTask<int> ReadAsync(int id) => new(id); }", "Db.ReadAsync S 0 1" },
        { "public class Db { [Shadowed(Speculative = true, ElapsedBudgetMilliseconds = 10)] public Task<int> ReadAsync(int id) => Task.FromResult(id); }", "" },
        { "public struct Db { [Shadowed(Speculative = true)] public Task<int> ReadAsync(int id) => Task.FromResult(id); }", "" },
        { "public class Db { [Shadowed(Speculative = true)] public Task<T> ReadAsync<T>(T id) => Task.FromResult(id); }", "" },
        { "public class Db { public Task<int> ReadAsync(int id) => Task.FromResult(id); }", "" },
    };

    /// <summary>What the handler calls of a generic type, then what is planned.</summary>
    public static TheoryData<string, string> Generics => new()
    {
        { "[Shadowed] public async Task<int> RunAsync(IRepository<Cart> carts, int id) { await users.GetAsync(id); return (await carts.ReadAsync(id, id)).Lines; }", "IRepository S 0 1" },
        { "[Shadowed] public async Task<int> RunAsync(IRepository<User> others, IRepository<Cart> carts, int id) { var user = await others.ReadAsync(id, 0) ?? await users.GetAsync(id); return user.Id + (await carts.ReadAsync(id, id)).Lines; }", "IUsers.GetAsync S 0 0.264; IRepository S 0 1" },
        { "[Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); return (await Repository<Cart>.Nested.FirstAsync(id))!.Lines; }", "Repository S 0 1" },
        { "[Shadowed] public async Task<int> RunAsync(IRepository<List<int>> lists, int id) { await users.GetAsync(id); return (await lists.SameAsync(new List<int>())).Count; }", "" },
        { "[Shadowed] public async Task<int> RunAsync(IRepository<string> texts, string text) { await users.GetAsync(1); return (await texts.SameAsync(text)).Length; }", "IRepository S 0 1" },
        { "[Shadowed] public async Task<int> RunAsync(IRepository<string> texts, string text) { await users.GetAsync(1); return (await texts.OtherAsync<int>(1)); }", "" },
    };

    /// <summary>A handler's declaration, which must be planned as it stands or not at all.</summary>
    public static TheoryData<string, string> Methods => new()
    {
        { "public class H(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } }", "ICarts.GetAsync S 0 1" },
        { "public static class H { [Shadowed] public static async Task<int> RunAsync(IUsers users, ICarts carts, int id) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } }", "ICarts.GetAsync S 0 1" },
        { "public class H { private IUsers users = null!; protected internal ICarts carts = null!; [Shadowed] private async Task<int> RunAsync(int @class) { await users.GetAsync(@class); return (await carts.GetAsync(@class)).Lines; } public H(IUsers u) => users = u; public Task<int> Go() => RunAsync(1); }", "ICarts.GetAsync S 0 1" },
        { "public class H { private IUsers Users { get; } = null!; private ICarts Carts { get; set; } = null!; [Shadowed] public async Task<int> RunAsync(int self, int ahead) { await Users.GetAsync(self); return (await Carts.GetAsync(ahead)).Lines; } public H(IUsers u) => (Users, Carts) = (u, Carts); public Task<int> Go() => RunAsync(1, 2); }", "ICarts.GetAsync S 0 1" },
        { "public class H { private ICarts Carts => throw new Exception(); [Shadowed] public async Task<int> RunAsync(IUsers users, int id) { await users.GetAsync(id); return (await Carts.GetAsync(id)).Lines; } }", "" },
        { "public class H(IUsers users, ICarts carts) { [Shadowed] public Task<int> RunAsync(ref int id) => users.GetAsync(id).IsCompleted ? Task.FromResult(1) : carts.GetAsync(id).ContinueWith(t => 1); }", "" },
        { "public class H<T>(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } }", "" },
        { "public class Outer { private class H(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } } public static Task<int> Go() => new H(null!, null!).RunAsync(1); }", "" },
        { "public partial class H(IUsers users, ICarts carts) { [Shadowed] public partial Task<int> RunAsync(int id); public partial async Task<int> RunAsync(int id) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } }", "ICarts.GetAsync S 0 1" },
        { "public class H(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { using (await LockAsync()) { await users.GetAsync(id); } return (await carts.GetAsync(id)).Lines; } static Task<System.IO.StringWriter> LockAsync() => Task.FromResult(new System.IO.StringWriter()); }", "" },
        { "public class H(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); return (await carts.GetAsync(id) ?? new Cart(0)).Lines + Twice(id); } [System.Diagnostics.Contracts.Pure] static int Twice(int x) => 2 * x; }", "ICarts.GetAsync S 0 1" },
        { "public class H(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); var twice = Twice(id); return (await carts.GetAsync(id)).Lines + twice; } [System.Diagnostics.Contracts.Pure] static int Twice(int x) => 2 * x; }", "ICarts.GetAsync S 0 1" },
        { "public class H(IUsers users, ICarts carts) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); var twice = Twice(id); return (await carts.GetAsync(id)).Lines + twice; } static int Twice(int x) => 2 * x; }", "" },
    };

    private const string Libraries =
        """

        namespace System.Data.Common { public abstract class DbConnection { } }
        namespace Microsoft.EntityFrameworkCore { public class DbContext { } }
        namespace Microsoft.Extensions.Logging { public interface ILogger { void Log(string text); IDisposable BeginScope(string text); } public static class LoggerExtensions { public static void LogInformation(this ILogger log, string text) => log.Log(text); } }
        """;

    [Theory]
    [MemberData(nameof(Receivers))]
    public void A_receiver_of_one_use_at_a_time_is_left_alone(string declarations, string planned) => Assert.Equal(planned, AheadPlans.Of(
        AheadPlans.Services + declarations + " public class H(IUsers users, Db db) { [Shadowed] public async Task<int> RunAsync(int id) { await users.GetAsync(id); return await db.ReadAsync(id); } }" + Libraries));

    [Theory]
    [MemberData(nameof(Generics))]
    public void A_member_of_a_generic_type_is_planned_where_its_types_are_known(string method, string planned) => Assert.Equal(planned, AheadPlans.Of(
        AheadPlans.Services
        + """
        public interface IRepository<T>
        {
            [Shadowed(Speculative = true)] Task<T> ReadAsync(int id, long key);
            [Shadowed(Speculative = true)] ValueTask<T> SameAsync(T value);
            [Shadowed(Speculative = true)] Task<O> OtherAsync<O>(O value);
        }
        public static class Repository<T> { public static class Nested { [Shadowed(Speculative = true)] public static async Task<T?> FirstAsync(int id) { await Task.Yield(); return default; } } }

        """
        + $"public class H(IUsers users) {{ {method} }}"));

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_planned_where_a_class_can_stand_for_its_call(string declarations, string planned) => Assert.Equal(planned, AheadPlans.Of(AheadPlans.Services + declarations));

    [Theory]
    [InlineData("log.LogInformation(\"x\")", "ICarts.GetAsync S 0 1")]
    [InlineData("log.BeginScope(\"x\")", "")]
    public void Logs_are_passed(string log, string planned) => Assert.Equal(planned, AheadPlans.Of(
        "using Microsoft.Extensions.Logging;\n" + AheadPlans.Services
        + $"public class H(IUsers users, ICarts carts, ILogger log) {{ [Shadowed] public async Task<int> RunAsync(int id) {{ await users.GetAsync(id); {log}; return (await carts.GetAsync(id)).Lines; }} }}" + Libraries));

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp13)]
    public void What_is_emitted_is_written_in_the_projects_language(LanguageVersion language)
    {
        const string Source =
            """
            using System.Threading.Tasks;
            using ShadowGen;

            public class Files
            {
                [Shadowed(Speculative = true)] public Task<int> SizeAsync(int s, int scope, int call) { return Task.FromResult(s + scope + call); }
                [Shadowed(Speculative = true)] public ValueTask<int> LengthAsync() { return new ValueTask<int>(1); }
                [Shadowed(Prefetch = nameof(Warm))] public int Read(int index) { return index; }
                private void Warm(int index) { }
            }

            public class Handler
            {
                private readonly Files _files = new Files();
                [Shadowed] public async ValueTask<int> RunAsync(int element, int[] list, int result)
                {
                    if (await _files.LengthAsync() == 0) return 0;
                    await _files.SizeAsync(1, 2, 3);
                    var sum = await _files.SizeAsync(element, result, 3) + await _files.LengthAsync();
                    foreach (var one in list) sum += _files.Read(one);
                    return sum + _files.Read(result);
                }
                public ValueTask<int> Go(Handler ahead) { return ahead.RunAsync(1, new[] { 2 }, 3); }
            }
            """;
        var options = Project.Interceptors.WithLanguageVersion(language);
        var nullable = language < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable;
        var project = Project.Of(options, Project.Directory, ("Sample.cs", Source)).With(compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(nullable)));
        var generated = Assert.Single(project.Generate(options)).Value;
        Assert.Equal(4, System.Text.RegularExpressions.Regex.Count(generated, "new AheadCall\\("));
    }

    [Fact]
    public void What_a_project_vouches_for_is_passed()
    {
        var source = AheadPlans.Handler("[Shadowed] public async Task<int> HandleAsync(int id) { await users.GetAsync(id); await rights.CheckAsync(id); return (await carts.GetAsync(id)).Lines; }");
        Assert.Equal("", AheadPlans.Of(source));
        Assert.Equal("ICarts.GetAsync S 0 1", AheadPlans.Of(source, Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("shadowgen_trusted_reads", "IRights.CheckAsync"))));
    }
}
