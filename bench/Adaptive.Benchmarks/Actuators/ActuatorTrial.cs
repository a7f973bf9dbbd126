namespace ShadowGen.Adaptive.Benchmarks.Actuators;

/// <summary>What came of one actuator in a real process.</summary>
/// <param name="Name">Which.</param>
/// <param name="Requested">The amount asked for.</param>
/// <param name="InEffect">What it found in effect.</param>
/// <param name="Before">What was seen before, told by something else than the actuator.</param>
/// <param name="Seen">The same after.</param>
/// <param name="Undone">The same once it was undone.</param>
/// <param name="What">What was looked at.</param>
/// <param name="IsOk">It changed as it should, and back.</param>
internal sealed record ActuatorTrial(string Name, double Requested, double InEffect, double Before, double Seen, double Undone, string What, bool IsOk);
