using System.Reflection;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Model;
using ShadowGen.Prediction;
using ShadowGen.Prefetch;
using ShadowGen.Shared.Model;

namespace ShadowGen.Engine;

/// <summary>
/// What earlier runs have learned, and what is kept of this one: reads models, gives them to graph and predictor as functions become known, and puts what was learned in this process into one.
/// Members are called under the engine's lock, but for those that read and write stores, which may take their time.
/// </summary>
internal sealed class ModelKeeper(GraphModel graph, IShadowPredictor predictor, ArrivalReader arrivals, TimeProvider? time = null)
{
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
    private readonly HashSet<int> _expectedBefore = [];
    private int _expectedOf = -1;
    private bool _owesCosts;
    private bool _hasLooked;
    private IModelStore? _lookedIn;
    private string? _path;
    private FileModelStore? _store;
    private DateTimeOffset _lastSave;
    private long _saves;
    private long _savesFailed;

    /// <summary>Is told the calls that earlier runs let expect, each once: edges by index, in the order of their first calls. Null while nobody asks.</summary>
    public Action<List<int>>? Expected { get; set; }

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
        var path = options.ShadowModelPath ?? ModelLocator.OfEnvironment;
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

    /// <summary>
    /// Reads what earlier runs have left where this one keeps its own, else beside the app; again where options have come to name another place before anything was saved: the engine may begin before the app
    /// has said where. Without the engine's lock; never throws.
    /// </summary>
    /// <returns>Whether a model was read, which the next <see cref="Restore"/> takes in.</returns>
    public bool Load(ShadowOptions options)
    {
        var store = StoreOf(options);
        if (_hasLooked && (store is null || ReferenceEquals(store, _lookedIn) || _run.Generation > 0)) return false;
        var isFirst = !_hasLooked;
        (_hasLooked, _lookedIn) = (true, store);
        return (store is not null && LoadFrom(store)) || (isFirst && LoadBesideApp());
    }

    private bool LoadFrom(IModelStore store)
    {
        try
        {
            if (Wait(store.LoadAsync(0, CancellationToken.None)).Model is not { } model) return false;
            Begin(model.File);
            return true;
        }
        catch (Exception exception)
        {
            Faults.BadModel(exception.Message);
            return false;
        }
    }

    private bool LoadBesideApp()
    {
        try
        {
            if (!File.Exists(ModelLocator.BesideApp)) return false;
            Begin(ShadowModel.Load(ModelLocator.BesideApp).File);
            return true;
        }
        catch (Exception exception)
        {
            Faults.BadModel(exception.Message);
            return false;
        }
    }

    /// <summary>Begins with a model, at the next <see cref="Restore"/>. Any thread.</summary>
    public void Begin(ModelFile model) => Volatile.Write(ref _loaded, model);

    /// <summary>
    /// Gives what is known of functions and edges that have become known since to those who learn: the order of calls at once, and what they cost when it is asked for, so that the former can be
    /// published before code for the latter is compiled. Never throws: what cannot be taken in is left out, and the process learns for itself.
    /// </summary>
    /// <param name="skeletons">Of the process.</param>
    /// <param name="costs">Whether costs are wanted now.</param>
    /// <returns>Whether there is more to give.</returns>
    public bool Restore(SkeletonLoader skeletons, bool costs)
    {
        if (_isGivenUp) return false;
        try
        {
            RestoreNew(skeletons);
            TellExpected();
            if (costs) GiveCosts();
            return _owesCosts;
        }
        catch (Exception exception)
        {
            _isGivenUp = true;
            Faults.Caught(exception, "what earlier runs learned was taken in");
            return false;
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
            if (!_owesCosts) MatchRest();
            return;
        }
        (_edges, _functions) = (graph.Edges.Length, graph.FunctionCount);
        if (_known.Sources.Count == 0) return;
        if (isNew)
        {
            _total = ModelFold.Total(_known);
            Runs = _known.Sources.Values.Sum(s => Math.Max(1, s.Members.Length));
        }
        TellExpected(); // first: who compiles ahead of the app is in a race with it
        MethodsKnown = graph.Functions.Count(f => _known.Methods.ContainsKey(f.Id.Value));
        GiveOrder();
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
        GiveOrder();
    }

    private void GiveOrder()
    {
        _owesCosts = true;
        var prior = ModelPriors.OfOrder(_total, graph, IsTaken);
        if (!prior.IsEmpty) predictor.Restore(prior);
    }

    private void GiveCosts()
    {
        if (!_owesCosts) return;
        _owesCosts = false;
        graph.SetPrior(ModelPriors.OfGraph(_total));
        var prior = ModelPriors.OfCosts(_total, graph, _time.GetUtcNow().Hour, IsTaken);
        if (prior.IsEmpty) return;
        predictor.Restore(prior);
        arrivals.Restore(prior.Arrivals);
    }

    private void TellExpected()
    {
        if (Expected is null || _expectedOf == _edges || _known.Sources.Count == 0) return;
        _expectedOf = _edges;
        var expected = ExpectedCalls.Of(_total, graph);
        expected.RemoveAll(edge => !_expectedBefore.Add(edge));
        Expected(expected);
    }

    private bool IsTaken(object part) => !_taken.Add(part);

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
            using var stream = assembly.GetManifestResourceStream(ModelLocator.Resource);
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
