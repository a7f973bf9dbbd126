using System.Globalization;

namespace ShadowGen.Budgets;

/// <summary>Which limit was passed, and by what. Immutable.</summary>
/// <param name="Resource">What there was too much of; its unit.</param>
/// <param name="Used">When it was noticed.</param>
/// <param name="Allowed">By the budget.</param>
internal sealed record BudgetExcess(BudgetResource Resource, double Used, double Allowed)
{
    /// <summary>For people, as the predicate of a sentence.</summary>
    public override string ToString() => Resource switch
    {
        BudgetResource.ElapsedTime => $"has lasted {Milliseconds(Used)}, and its budget allows {Milliseconds(Allowed)}",
        BudgetResource.CpuTime => $"has used {Milliseconds(Used)} of CPU time, and its budget allows {Milliseconds(Allowed)}",
        BudgetResource.AllocatedBytes => $"has allocated {Whole(Used)} bytes, and its budget allows {Whole(Allowed)}",
        BudgetResource.Calls => $"has made {Whole(Used)} calls, and its budget allows {Whole(Allowed)}",
        BudgetResource.Depth => $"was about to be {Whole(Used)} calls deep, and its budget allows {Whole(Allowed)}",
        _ => $"is {Whole(Allowed)} calls deep, which leaves too little of the thread's stack for one more",
    };

    private static string Milliseconds(double ns) => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e6:0.#} ms");

    private static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
