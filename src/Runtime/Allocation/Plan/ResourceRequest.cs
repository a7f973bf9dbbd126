using System.Globalization;

namespace ShadowGen;

/// <summary>What a plan asks for of one resource.</summary>
/// <param name="Resource">Which, and with it the unit.</param>
/// <param name="Amount">How much is needed over the next seconds; within the bounds.</param>
/// <param name="Least">Never less: the bound that was set, or what is in use with a margin, whichever is more.</param>
/// <param name="Most">Never more.</param>
/// <param name="Reason">Why, in a sentence.</param>
public readonly record struct ResourceRequest(ManagedResource Resource, double Amount, double Least, double Most, string Reason)
{
    /// <summary>One line for people, in invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Resource} {Amount:G6} ({Least:G6} to {Most:G6}): {Reason}");
}
