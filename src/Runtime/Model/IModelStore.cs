namespace ShadowGen;

/// <summary>
/// Where models are kept between runs, and shared by replicas. What is saved is all that one run has learned up to then, under its own id and generation: a store joins it to what is there by
/// <see cref="ShadowModel.Merge"/>, so that saving again, late, or out of order does no harm. Called by one thread at a time of each process.
/// </summary>
public interface IModelStore
{
    /// <summary>Reads what all runs have saved.</summary>
    /// <param name="known">The sequence number of what the caller has read last; 0 for nothing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The model, unless nothing has come since <paramref name="known"/>, and its sequence number.</returns>
    public ValueTask<StoredModel> LoadAsync(long known, CancellationToken cancellation);

    /// <summary>Joins what a run has learned to what is there.</summary>
    /// <param name="contribution">What one run has learned up to now.</param>
    /// <param name="cancellation">Gives up; what is stored is then the one or the other, whole.</param>
    /// <returns>The sequence number of what is stored now.</returns>
    public ValueTask<long> SaveAsync(ShadowModel contribution, CancellationToken cancellation);
}

/// <summary>What a store holds.</summary>
/// <param name="Model">Null when there is nothing, or nothing new.</param>
/// <param name="Sequence">Changes with each change of what is stored; 0 for nothing.</param>
public readonly record struct StoredModel(ShadowModel? Model, long Sequence);
