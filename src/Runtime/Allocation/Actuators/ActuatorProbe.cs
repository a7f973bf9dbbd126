namespace ShadowGen;

/// <summary>What an actuator has found.</summary>
/// <param name="IsAvailable">It can work here.</param>
/// <param name="Amount">What is set now, in the resource's unit; infinite where there is no limit.</param>
/// <param name="Original">What <see cref="IResourceActuator.Undo"/> needs to set that again: one line of text.</param>
/// <param name="Problem">Why it cannot work here; null when it can.</param>
public readonly record struct ActuatorProbe(bool IsAvailable, double Amount, string Original, string? Problem)
{
    /// <summary>It can work here.</summary>
    public static ActuatorProbe Found(double amount, string original) => new(true, amount, original, null);

    /// <summary>It cannot.</summary>
    public static ActuatorProbe Unavailable(string problem) => new(false, double.NaN, "", problem);
}
