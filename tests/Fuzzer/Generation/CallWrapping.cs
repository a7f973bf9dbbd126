namespace ShadowGen.Fuzzer.Generation;

/// <summary>Turns a call into the value that is wanted of it: awaited, enumerated, read or written through.</summary>
internal static class CallWrapping
{
    public static string Wrap(CallPlan plan, string call, string? wanted, Scope scope, Rng random)
    {
        var items = random.Next(1, 4);
        switch (plan.Method.Flavour)
        {
            case Flavour.Async:
                return scope.CanAwait ? wanted is null ? $"await f.Wait({call})" : $"(await f.Wait({call}))" : $"W.Get({call})";
            case Flavour.Iterator or Flavour.AsyncIterator:
                return random.Chance(15) && wanted is null ? $"_ = {call}" : $"W.Drain({call}, {items})";
            case Flavour.RefReturn when wanted is null && !scope.InStateMachine:
                return random.PickOf($"{call} = {items}", $"{call}++", call);
            default:
                return call;
        }
    }
}
