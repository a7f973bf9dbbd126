using System.Reflection;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Model;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;

namespace ShadowGen.Engine;

/// <summary>
/// What earlier runs have learned, and what is kept of this one: reads models, gives them to graph and predictor as functions become known, and puts what was learned in this process into one.
/// Members are called under the engine's lock, but for those that read and write stores, which may take their time.
/// </summary>
internal sealed class ModelKeeper(GraphModel graph, IShadowPredictor predictor, ArrivalReader arrivals, TimeProvider? time = null)
{
    /// <summary>The model that was built into an assembly.</summary>
    public const string Resource = "ShadowGen.app.shadow";

    private const string FileName = "app.shadow";
    private static readonly string? PathOfEnvironment = Environment.GetEnvironmentVariable("ShadowModelPath");
    private static readonly TimeSpan StoreWait = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConditionalWeakTable<Assembly, object> _seen = [];
    private readonly HashSet<object> _taken = [];
    private readonly Lock _saving = new();
    private readonly Lock _choosing = new();
    private readonly long _started = (time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
    private ModelRun _run = new((ulong)Random.Shared.NextInt64(), 0, 0, 0, "");
    private ModelFile _known = ModelFile.Empty;
    private ModelFile? _loaded;
    private ModelSource _total = new();
    private int _edges = -1;
    private int _functions = -1;
    private int _matched = -1;
    private bool _isGivenUp;
    private string? _path;
    private FileModelStore? _store;
    private DateTimeOffset _lastSave;
    private long _saves;
    private long _savesFailed;

    /// <summary>Runs that the process began with the knowledge of.</summary>
    public int Runs { get; private set; }

    /// <summary>Functions of this process that were known to them.</summary>
    public int MethodsKnown { get; private set; }

    /// <summary>What became of methods that are not known by their ids; null while all are, or none was looked for.</summary>
    public string? Matching { get; private set; }

    public long Saves => Volatile.Read(ref _saves);

    public long SavesFailed => Volatile.Read(ref _savesFailed);

    public int LinesLeftOut { get; private set; }

    /// <summary>Where models are kept; null for nowhere, also where the path is none: that is reported. Any thread.</summary>
    public IModelStore? StoreOf(ShadowOptions options)
    {
        if (options.ModelStore is { } store) return store;
        var path = options.ShadowModelPath ?? PathOfEnvironment;
        if (string.IsNullOrWhiteSpace(path)) return null;
        lock (_choosing)
        {
            if (path == _path) return _store;
            (_path, _store) = (path, null);
            try
            {
                return _store = new FileModelStore(path);
            }
            catch (Exception exception)
            {
                Faults.ModelNotSaved($"'{path}'", exception);
                return null;
            }
        }
    }

    /// <summary>Reads what earlier runs have left where this one keeps its own, else beside the app. Without the engine's lock; never throws.</summary>
    public void Load(ShadowOptions options)
    {
        try
        {
            if (StoreOf(options) is { } store && Wait(store.LoadAsync(0, CancellationToken.None)).Model is { } model)
            {
                Begin(model.File);
                return;
            }
        }
        catch (Exception exception)
        {
            Faults.BadModel(exception.Message);
        }
        try
        {
            var path = Path.Combine(AppContext.BaseDirectory, FileName);
            if (File.Exists(path)) Begin(ShadowModel.Load(path).File);
        }
        catch (Exception exception)
        {
            Faults.BadModel(exception.Message);
        }
    }

    /// <summary>Begins with a model, at the next <see cref="Restore"/>. Any thread.</summary>
    public void Begin(ModelFile model) => Volatile.Write(ref _loaded, model);

    /// <summary>Gives what is known of functions and edges that have become known since to those who learn. Never throws: what cannot be taken in is left out, and the process learns for itself.</summary>
    public void Restore(SkeletonLoader skeletons)
    {
        if (_isGivenUp) return;
        try
        {
            RestoreNew(skeletons);
        }
        catch (Exception exception)
        {
            _isGivenUp = true;
            Faults.Caught(exception, "what earlier runs learned was taken in");
        }
    }

    private void RestoreNew(SkeletonLoader skeletons)
    {
        var isNew = TakeLoaded();
        // Its project is where the model lies, though all that is shadowed may be in libraries.
        if (Assembly.GetEntryAssembly() is { } entry && _seen.TryAdd(entry, _taken)) isNew |= TakeBuiltIn(entry);
        foreach (var skeleton in skeletons.Active)
        {
            if (skeleton.Owner?.Assembly is { } assembly && _seen.TryAdd(assembly, _taken)) isNew |= TakeBuiltIn(assembly);
        }
        if (!isNew && _edges == graph.Edges.Length && _functions == graph.FunctionCount)
        {
            MatchRest();
            return;
        }
        (_edges, _functions) = (graph.Edges.Length, graph.FunctionCount);
        if (_known.Sources.Count == 0) return;
        if (isNew)
        {
            _total = ModelFold.Total(_known);
            Runs = _known.Sources.Values.Sum(s => Math.Max(1, s.Members.Length));
            graph.SetPrior(ModelPriors.OfGraph(_total));
        }
        MethodsKnown = graph.Functions.Count(f => _known.Methods.ContainsKey(f.Id.Value));
        Give();
    }

    // What has no method by its id is looked for once all functions are there: a round without new ones.
    private void MatchRest()
    {
        if (_matched == _functions || _known.Sources.Count == 0) return;
        _matched = _functions;
        if (MethodsKnown == graph.Functions.Count(f => f.Id.Value != 0)) return;
        var report = ModelRenames.Match(_known, _total, graph);
        Matching = report.ToString();
        _total = ModelRenames.Apply(_total, report);
        graph.SetPrior(ModelPriors.OfGraph(_total));
        Give();
    }

    private void Give()
    {
        var prior = ModelPriors.OfPredictions(_total, graph, _time.GetUtcNow().Hour, part => !_taken.Add(part));
        if (prior.IsEmpty) return;
        predictor.Restore(prior);
        arrivals.Restore(prior.Arrivals);
    }

    /// <summary>What this process has learned, when it is time to save it; null when it is not, or there is nowhere to.</summary>
    public ShadowModel? CaptureIfDue(ShadowOptions options)
    {
        var now = _time.GetUtcNow();
        if (_lastSave == default) _lastSave = now;
        return now - _lastSave < options.ModelSaveInterval || StoreOf(options) is null ? null : Capture(options);
    }

    /// <summary>What this process has learned up to now, of itself.</summary>
    public ShadowModel Capture(ShadowOptions options)
    {
        var now = _time.GetUtcNow();
        _lastSave = now;
        if (_run.Generation == 0) _run = _run with { First = _started, App = NameOfApp() };
        _run = _run with { Generation = _run.Generation + 1, Last = now.ToUnixTimeSeconds() };
        return new(ModelCapture.Capture(_run, graph, predictor, arrivals.Hourly, _known, options.HashModelNames));
    }

    /// <summary>What is known of earlier runs.</summary>
    public ShadowModel Known => new(_known);

    /// <summary>Saves. Without the engine's lock; never throws.</summary>
    /// <returns>False when it failed, or another thread has been at it for long.</returns>
    public bool Save(ShadowOptions options, ShadowModel contribution)
    {
        if (StoreOf(options) is not { } store || !_saving.TryEnter(StoreWait)) return false;
        try
        {
            Wait(store.SaveAsync(contribution, CancellationToken.None));
            if (store is FileModelStore file) LinesLeftOut = file.LinesLeftOut;
            Interlocked.Increment(ref _saves);
            return true;
        }
        catch (Exception exception)
        {
            Interlocked.Increment(ref _savesFailed);
            Faults.ModelNotSaved(store is FileModelStore file ? file.ModelPath : store.GetType().Name, exception);
            return false;
        }
        finally
        {
            _saving.Exit();
        }
    }

    private bool TakeLoaded()
    {
        if (Interlocked.Exchange(ref _loaded, null) is not { } loaded) return false;
        _known = ModelFile.Merge(_known, loaded);
        return true;
    }

    private bool TakeBuiltIn(Assembly assembly)
    {
        try
        {
            using var stream = assembly.GetManifestResourceStream(Resource);
            if (stream is null) return false;
            _known = ModelFile.Merge(_known, ShadowModel.Read(stream, $"app.shadow of {assembly.GetName().Name}").File);
            return true;
        }
        catch (Exception exception)
        {
            Faults.BadModel(exception.Message);
            return false;
        }
    }

    private static T Wait<T>(ValueTask<T> task)
    {
        if (task.IsCompletedSuccessfully) return task.Result;
        var waited = task.AsTask();
        return waited.Wait(StoreWait) ? waited.Result : throw new TimeoutException($"The model store has not answered for {StoreWait.TotalSeconds} seconds.");
    }

    private static string NameOfApp() => Assembly.GetEntryAssembly()?.GetName().Name ?? "app";
}
