using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Which calls of a handler may be made ahead, and from where on.</summary>
public class CallsAheadTests
{
    /// <summary>Parameters and body of the handler, then what is planned: callee, kind (S or P), point, probability, and an r where it repeats.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        // The first read is made at once anyhow.
        { "int id", "var user = await users.GetAsync(id); var cart = await carts.GetAsync(id); return user.Id + cart.Lines;", "ICarts.GetAsync S 0 1" },
        { "int id", "var user = await users.GetAsync(id); return (await carts.GetAsync(id)).Lines + (await carts.ByNameAsync(\"x\")).Lines;", "ICarts.GetAsync S 0 1; ICarts.ByNameAsync S 0 1" },
        { "int id", "await users.GetAsync(id); await Task.WhenAll(carts.GetAsync(id), carts.ByNameAsync(isOpen: false, name: nameof(id))); return 0;", "ICarts.GetAsync S 0 1; ICarts.ByNameAsync S 0 1" },
        { "int id", "await users.GetAsync(id).ConfigureAwait(false); return (await carts.GetAsync(id).ConfigureAwait(false)).Lines;", "ICarts.GetAsync S 0 1" },
        { "int id", "var user = users.GetAsync(id); var cart = carts.GetAsync(id); return (await user).Id + (await cart).Lines;", "" },
        { "int id", "var user = users.GetAsync(id); await user; return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 0 1" },

        // A write, or what may be one, is not passed; a call that is intercepted may be the place after it.
        { "int id", "await users.GetAsync(id); await carts.SaveAsync(id); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "await carts.SaveAsync(id); await users.GetAsync(id); return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 1 1" },
        { "int id", "await users.GetAsync(id); count++; await users.GetAsync(id); return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 1 1" },
        { "int id", "await users.GetAsync(id); Changed?.Invoke(); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "var seen = new List<int>(); await users.GetAsync(id); seen.Add(id); return (await carts.GetAsync(id)).Lines + seen.Count;", "ICarts.GetAsync S 0 1" },
        { "int id, List<int> seen", "await users.GetAsync(id); seen.Add(id); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "await users.GetAsync(id); lock (carts) { } return (await carts.GetAsync(id)).Lines;", "" },
        { "int id, Task before", "await users.GetAsync(id); await before; return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "var saved = carts.SaveAsync(id); await users.GetAsync(id); await saved; return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "using (var scope = new Scope()) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; }", "ICarts.GetAsync S 1 1" },
        { "int id", "using (var scope = new Scope()) { await users.GetAsync(id); } return (await carts.GetAsync(id)).Lines;", "" },

        // Nor is a guard.
        { "int id", "var user = await users.GetAsync(id); if (!user.IsAllowed) return 0; return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "var user = await users.GetAsync(id); if (!user.IsAllowed) throw new InvalidOperationException(); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "var user = await users.GetAsync(id) ?? throw new InvalidOperationException(); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "var user = await users.GetAsync(id); ArgumentOutOfRangeException.ThrowIfZero(user.Id); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "await users.GetAsync(id); await rights.RequireAsync(id); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "await users.GetAsync(id); await rights.CheckAsync(id); return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "if (!rights.May(id)) return 0; await users.GetAsync(id); return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 1 1" },
        { "int id", "await users.GetAsync(id); if (id == 0) return 0; await users.GetAsync(1); return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 1 1" },

        // What rejoins is none: how likely it is says how much it pays.
        { "int id", "var user = await users.GetAsync(id); var cart = user.IsAllowed ? await carts.GetAsync(id) : null; return cart?.Lines ?? 0;", "ICarts.GetAsync S 0 0.35" },
        { "int id", "var user = await users.GetAsync(id); var lines = 0; if (user.IsAllowed) lines = (await carts.GetAsync(id)).Lines; return lines;", "ICarts.GetAsync S 0 0.35" },

        // On the other way something might come back into the handler, where no shim sees it.
        { "int id", "var user = await users.GetAsync(id); var lines = 0; if (user.IsAllowed) lines = (await carts.GetAsync(id)).Lines; else await carts.SaveAsync(id); return lines;", "" },
        { "int id", "var user = await users.GetAsync(id); var lines = 0; if (user.IsAllowed) lines = (await carts.GetAsync(id)).Lines; Changed?.Invoke(); return lines;", "" },
        { "int id", "var user = await users.GetAsync(id); var lines = (await carts.GetAsync(id)).Lines; Changed?.Invoke(); return lines;", "ICarts.GetAsync S 0 1" },
        { "int id", "try { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } catch (Exception) { await carts.SaveAsync(id); return 0; }", "" },
        { "int id", "try { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } catch (Exception) { return 0; }", "ICarts.GetAsync S 0 1" },

        // Arguments.
        { "int id", "var user = await users.GetAsync(id); return (await carts.GetAsync(user.Id)).Lines;", "" },
        { "int id, Filter filter", "await users.GetAsync(id); return (await users.FindAsync(filter)).Id;", "" },
        { "int id", "await users.GetAsync(id); id++; return (await carts.GetAsync(id)).Lines;", "" },
        { "int id", "await users.GetAsync(id); var cart = await carts.GetAsync(id); id = 0; return cart.Lines;", "" },
        { "int id", "await users.GetAsync(id); var same = id; return (await carts.GetAsync(same)).Lines;", "ICarts.GetAsync S 0 1" },
        { "int id", "await users.GetAsync(id); return (await carts.GetAsync(id + 1)).Lines;", "" },
        { "Request request", "await users.GetAsync(1); return (await carts.GetAsync(request.Id)).Lines;", "ICarts.GetAsync S 0 1" },
        { "Request request", "await users.GetAsync(1); return (await carts.ByNameAsync(request.Name)).Lines;", "ICarts.ByNameAsync S 0 1" },
        { "Request request", "await users.GetAsync(1); return (await carts.GetAsync(request.Computed)).Lines;", "" },
        { "Request request", "await users.GetAsync(1); return (await carts.ByPriceAsync(request.Price)).Lines;", "" },
        { "decimal price", "await users.GetAsync(1); return (await carts.ByPriceAsync(price)).Lines;", "ICarts.ByPriceAsync S 0 1" },
        { "int? id", "await users.GetAsync(1); return (await carts.GetAsync(id!.Value)).Lines;", "ICarts.GetAsync S 0 1" },
        { "byte id", "await users.GetAsync(1); return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 0 1" },
        { "int id, ICarts carts", "await users.GetAsync(id); return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 0 1" },
        { "int id, ICarts? maybe", "await users.GetAsync(id); return (maybe is null ? null : await maybe.GetAsync(id))?.Lines ?? 0;", "ICarts.GetAsync S 0 0.822" },

        { "int id", "await users.GetAsync(id); foreach (var one in new[] { 1, 2 }) { if (one == id) break; } return (await carts.GetAsync(id)).Lines;", "ICarts.GetAsync S 0 1" },
        { "List<int> ids", "await users.GetAsync(1); var sum = 0; foreach (var one in ids) sum += one; return (await carts.GetAsync(1)).Lines + sum;", "ICarts.GetAsync S 0 1" },
        { "IEnumerable<int> ids", "await users.GetAsync(1); var sum = 0; foreach (var one in ids) sum += one; return (await carts.GetAsync(1)).Lines + sum;", "" },

        // Where it stands.
        { "int id", "var lines = 0; for (var i = 0; i < 3; i++) { await users.GetAsync(id); lines += (await carts.GetAsync(id)).Lines; } return lines;", "" },
        { "int id", "try { await users.GetAsync(id); } catch (Exception) { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; } return 0;", "" },
        { "int id", "try { await users.GetAsync(id); } finally { await users.GetAsync(id); await carts.GetAsync(id); } return 0;", "" },
        { "int id", "await users.GetAsync(id); Func<Task<Cart>> later = () => carts.GetAsync(id); return (await later()).Lines;", "" },
        { "int id", "await users.GetAsync(id); return (await Local()).Lines; Task<Cart> Local() => carts.GetAsync(id);", "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_call_is_made_ahead_only_where_nobody_could_tell(string parameters, string body, string planned) => Assert.Equal(planned, AheadPlans.Of(AheadPlans.Handler($"[Shadowed] public async Task<int> HandleAsync({parameters}) {{ {body} }}")));

    [Theory]
    [InlineData("public async Task<int> HandleAsync(int id)")] // no shim makes a scope
    [InlineData("[Shadowed] public async Task<int> HandleAsync<T>(int id)")]
    public void A_method_without_a_scope_has_no_plan(string declaration) =>
        Assert.Equal("", AheadPlans.Of(AheadPlans.Handler(declaration + " { await users.GetAsync(id); return (await carts.GetAsync(id)).Lines; }")));
}
