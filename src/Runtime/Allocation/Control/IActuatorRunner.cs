namespace ShadowGen.Allocation;

/// <summary>Runs the calls of one actuator, each for so long at most.</summary>
internal interface IActuatorRunner
{
    /// <summary>A call that was given up has not returned yet.</summary>
    public bool IsHanging { get; }

    /// <summary>Runs a call; throws what it throws.</summary>
    /// <returns>False: it did not return in time, and goes on by itself; or an earlier one still does, and this one was not begun.</returns>
    public bool TryRun(Action<CancellationToken> call, TimeSpan timeout);
}
