namespace ShadowGen;

/// <summary>A run of a program that a model has learned from, or several that were added up.</summary>
/// <param name="Id">16 hex digits: a random number, or for several runs one that is made of theirs.</param>
/// <param name="Generation">How often it was saved; 0 for several runs.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it was saved last.</param>
/// <param name="App">The program; of several, the latest.</param>
/// <param name="Runs">How many runs it is.</param>
/// <param name="Calls">Calls that it counted; what was added up has aged.</param>
public sealed record ShadowModelRun(string Id, long Generation, DateTimeOffset From, DateTimeOffset To, string App, int Runs, long Calls);
