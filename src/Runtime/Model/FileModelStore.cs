using ShadowGen.Shared.Model;

namespace ShadowGen;

/// <summary>
/// Keeps a model in a file, for any number of processes of one machine: they take turns by a lock file beside it (<c>app.shadow.lock</c>), which is there only while one of them writes. A file
/// that cannot be read is put aside (<c>app.shadow.damaged</c>), never overwritten.
/// </summary>
public sealed class FileModelStore : IModelStore
{
    /// <summary>Runs that stay by themselves in the file; older ones are added up.</summary>
    internal const int KeptRuns = 4;

    /// <summary>A run that goes on is saved more often than that.</summary>
    private const long SettledSeconds = 3600;

    private const int MostDamaged = 3;

    /// <param name="path">The file; it need not be there yet, its folder must be.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public FileModelStore(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ModelPath = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The file.</summary>
    public string ModelPath { get; }

    /// <summary>Lines that did not fit into the bound at the last save (1 MB for 5,000 methods): details that matter least.</summary>
    public int LinesLeftOut { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read it.</exception>
    /// <exception cref="ShadowModelException">It is damaged; it was not touched.</exception>
    public ValueTask<StoredModel> LoadAsync(long known, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!File.Exists(ModelPath)) return new(new StoredModel(null, 0));
        var sequence = SequenceOf();
        return new(sequence == known ? new(null, known) : new StoredModel(ShadowModel.Load(ModelPath), sequence));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It cannot be written, or another process has held it for two seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write it.</exception>
    /// <exception cref="ShadowModelException">What was there is damaged, and could not be put aside.</exception>
    public ValueTask<long> SaveAsync(ShadowModel contribution, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (Directory.Exists(ModelPath)) throw new IOException($"'{ModelPath}' is a folder: name a file in it.");
        using var turn = Model.FileTurn.Take(ModelPath + ".lock", cancellation);
        var known = ReadOrPutAside();
        var own = contribution.File.Sources.Count == 1 ? contribution.File.Sources.Keys.First() : 0;
        var merged = ModelFold.Compact(ModelFile.Merge(known, contribution.File), KeptRuns, own, SettledSeconds);
        LinesLeftOut = ModelFit.Write(merged, out var text);
        Model.AtomicFile.Write(ModelPath, text);
        return new(SequenceOf());
    }

    private ModelFile ReadOrPutAside()
    {
        if (!File.Exists(ModelPath)) return ModelFile.Empty;
        try
        {
            return ShadowModel.Load(ModelPath).File;
        }
        catch (ShadowModelException exception)
        {
            for (var i = 0; i < MostDamaged; i++)
            {
                var aside = $"{ModelPath}.damaged{(i == 0 ? "" : $"-{i}")}";
                if (File.Exists(aside)) continue;
                File.Move(ModelPath, aside);
                return ModelFile.Empty;
            }
            throw new ShadowModelException($"{exception.Message}; {MostDamaged} damaged files lie beside it already: look at them, and remove them", exception);
        }
    }

    private long SequenceOf() => File.GetLastWriteTimeUtc(ModelPath).Ticks;
}
