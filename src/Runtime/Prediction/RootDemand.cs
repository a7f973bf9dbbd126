namespace ShadowGen;

/// <summary>What one root will be asked for, on average over a horizon. Every figure is per second.</summary>
/// <param name="Node">The function where activity begins, or the named flow.</param>
/// <param name="Calls">Its calls per second; the interval holds 90 of 100 such averages.</param>
/// <param name="Needs">What these calls will use with all that they call, a second: nanoseconds or bytes. Elapsed time, in seconds a second, is how many of them are under way at once.</param>
public readonly record struct RootDemand(CallGraphNode Node, ResourceForecast Calls, ResourcePrediction Needs);
