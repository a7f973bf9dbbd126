using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.ArgumentChangedBeforeSpeculativeCallAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ArgumentChangedBeforeSpeculativeCallAnalyzerTests
{
    private const string Around = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using ShadowGen;
        class Order { public int Id { get; set; } public List<int> Lines = new(); public void Touch() => Id++; public int Read() => Id; }
        class Orders
        {
            int _id; readonly int _fixed = 1; readonly List<int> _list = new();
            [Shadowed(Speculative = true)] static Task<int> LoadAsync(int id) => Task.FromResult(id);
            [Shadowed(Speculative = true)] static int Count(Order order) => order.Id;
            [Shadowed(Speculative = true)] static int Sum(List<int> all) => all.Count;
            [Shadowed(Speculative = true)] static int Next(ref int id) => id;
            static int Plain(int id) => id;
            static void Change(Order order) => order.Id = 2;
            static void Out(out int id) => id = 1;
            int Use(int id, Order order, List<int> list)
            {
                BODY
            }
        }
        """;

    [Theory]
    [InlineData("id++; return LoadAsync({|SHG1008:id|}).Result;", "id++")]
    [InlineData("if (id < 0) id = -id; return LoadAsync({|SHG1008:id|}).Result;", "id = -id")]
    [InlineData("Out(out id); return LoadAsync({|SHG1008:id|}).Result;", "out id")]
    [InlineData("(id, var b) = (1, 2); return LoadAsync({|SHG1008:id|}).Result + b;", "(id, var b) = (1, 2)")]
    [InlineData("order = new Order(); return Count({|SHG1008:order|});", "order = new Order()")]
    [InlineData("order.Id = 2; return Count({|SHG1008:order|});", "order.Id = 2")]
    [InlineData("order.Id = 2; return LoadAsync({|SHG1008:order.Id|}).Result;", "order.Id = 2")]
    [InlineData("order.Lines.Add(1); return Count({|SHG1008:order|});", "order.Lines.Add(1)")]
    [InlineData("order.Lines[0] = 1; return Count({|SHG1008:order|});", "order.Lines[0] = 1")]
    [InlineData("order.Touch(); return Count({|SHG1008:order|});", "order.Touch()")]
    [InlineData("Change(order); return Count({|SHG1008:order|});", "Change(order)")]
    [InlineData("list.Clear(); return Sum({|SHG1008:list|});", "list.Clear()")]
    [InlineData("_list.Add(id); return Sum({|SHG1008:_list|});", "_list.Add(id)")]
    [InlineData("_id = id; return LoadAsync({|SHG1008:_id|}).Result;", "_id = id")]
    [InlineData("var same = order; same.Id = 1; return Count({|SHG1008:same|});", "same.Id = 1")]
    [InlineData("var same = id; same += 1; return LoadAsync({|SHG1008:same|}).Result;", "same += 1")]
    [InlineData("Action change = () => id = 2; change(); return LoadAsync({|SHG1008:id|}).Result;", "id = 2")]
    [InlineData("var sum = 0; while (sum < 9) { sum += LoadAsync({|SHG1008:id|}).Result; id++; } return sum;", "id++")]
    [InlineData("try { id = 1; } catch { } return LoadAsync({|SHG1008:id|}).Result;", "id = 1")]
    public async Task The_change_is_named(string body, string change) => Assert.Contains($"('{change}'), so that the call cannot start earlier", Assert.Single(await Verify.VerifyAsync(Around.Replace("BODY", body, StringComparison.Ordinal))), StringComparison.Ordinal);

    [Fact]
    public Task The_message_names_the_argument_and_the_call() => Verify.VerifyAsync(
        Around.Replace("BODY", "id++; return LoadAsync({|SHG1008:id|}).Result;", StringComparison.Ordinal),
        "'id' is changed before it is handed to the speculative 'Orders.LoadAsync(int)' ('id++'), so that the call cannot start earlier; hand on what was there at entry, or change it after the call");

    [Theory]
    [InlineData("return LoadAsync(id).Result + Count(order) + Sum(list) + Sum(_list) + LoadAsync(_id + _fixed).Result;")]
    [InlineData("var sum = LoadAsync(id).Result; id++; order.Touch(); return sum + id;")]
    [InlineData("if (id > 0) { id = 1; return id; } return LoadAsync(id).Result;")] // never on the way
    [InlineData("id++; return Plain(id);")]
    [InlineData("id++; return Next(ref id);")] // such a call cannot start early at all
    [InlineData("var key = Plain(id) + 1; key++; return LoadAsync(key).Result;")] // another value
    [InlineData("var same = order; var n = order.Read() + list.Count + list.Sum(); return Count(same) + n;")]
    [InlineData("order.Id = 2; return LoadAsync(id).Result;")]
    [InlineData("var other = new Order(); other.Id = 3; other.Touch(); return Count(order) + other.Id;")]
    [InlineData("Func<int> late = () => { id++; return LoadAsync(id).Result; }; return late();")] // within a lambda nothing starts early
    [InlineData("foreach (var one in list) { if (LoadAsync(one).Result > 0) return one; } return 0;")]
    public Task What_is_handed_on_as_it_was_is_left_alone(string body) => Verify.VerifyAsync(Around.Replace("BODY", body, StringComparison.Ordinal));

    [Fact]
    public async Task The_change_is_pointed_at()
    {
        var finding = Assert.Single(await Verify.FindAsync(Around.Replace("BODY", "id++; return LoadAsync(id).Result;", StringComparison.Ordinal)));
        Assert.True(finding.AdditionalLocations[0].SourceSpan.End < finding.Location.SourceSpan.Start);
    }

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { static int M(int n) { n++; return M(n); } }");
}
