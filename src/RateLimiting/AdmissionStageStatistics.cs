namespace ShadowGen;

/// <summary>What is known of the processors, or of a dependency.</summary>
/// <param name="Name">Of the dependency; empty: the processors, or what has no name.</param>
/// <param name="PermitLimit">Permits that may be in use, as learned so far.</param>
/// <param name="PermitsInUse">Permits in use; above the limit where that has shrunk since, or where work that needs more than there are was let in.</param>
/// <param name="Holders">Pieces of work that hold permits.</param>
/// <param name="Stretch">How long work takes here now, over what was predicted; 1: as predicted. Above 0.</param>
/// <param name="TimeHeld">Mean time that work which ended lately took here, weighted by its cost; null: none has ended.</param>
public readonly record struct AdmissionStageStatistics(string Name, long PermitLimit, long PermitsInUse, int Holders, double Stretch, TimeSpan? TimeHeld);
