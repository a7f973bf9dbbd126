using System.Globalization;

namespace ShadowGen;

/// <summary>One thing that the manager did, would have done, or could not do. Immutable.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Time">By the wall clock, for people.</param>
/// <param name="Resource">What it is about, and with it the unit.</param>
/// <param name="Actuator">Who was asked; empty when nobody could be.</param>
/// <param name="From">What was set before.</param>
/// <param name="To">What was asked for.</param>
/// <param name="InEffect">What was found set afterwards; NaN when that is not known.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record ManagerDecision(long Number, DateTimeOffset Time, ManagedResource Resource, string Actuator, double From, double To, double InEffect, DecisionOutcome Outcome, string Reason)
{
    /// <summary>One line for people, in invariant culture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time:HH:mm:ss.fff} {Resource} {From:G6} -> {To:G6} {Outcome}{(Actuator.Length == 0 ? "" : $" by {Actuator}")}: {Reason}");
}
