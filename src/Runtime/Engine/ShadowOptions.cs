using ShadowGen.Costs;

namespace ShadowGen;

/// <summary>What <see cref="Shadow.Configure"/> can change. The defaults are meant to be left alone.</summary>
public sealed class ShadowOptions
{
    private readonly double[] _upperTails = [IntervalTails.DefaultUpper, IntervalTails.DefaultUpper, IntervalTails.DefaultUpper, IntervalTails.DefaultUpper];
    private double _cpuBudget = 0.01;
    private TimeSpan _modelSaveInterval = TimeSpan.FromMinutes(1);
    private TimeSpan _publishInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of CPU that measuring and learning may cost together: of the app's CPU time for measuring, of one core for the engine. 0.0001 to 0.5; 0.01 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0.0001 to 0.5.</exception>
    public double CpuBudget
    {
        get => _cpuBudget;
        set => _cpuBudget = value is >= 0.0001 and <= 0.5
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "CpuBudget is a share of CPU: set it between 0.0001 (0.01 %) and 0.5 (50 %).");
    }

    /// <summary>The shortest time between two snapshots; they come further apart when the budget asks for it. 1 ms to 1 minute; 100 ms unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 1 ms to 1 minute.</exception>
    public TimeSpan PublishInterval
    {
        get => _publishInterval;
        set => _publishInterval = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromMinutes(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PublishInterval is the time between snapshots: set it between 1 ms and 1 minute.");
    }

    /// <summary>The share of calls that may need more of a resource than the high end of its interval says; 0.05 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such resource.</exception>
    public double GetUpperTail(ResourceKind resource) => _upperTails[Checked(resource)];

    /// <summary>
    /// Sets what share of calls may need more of a resource than the high end of its interval says; of 100 calls, 10 less those may need less than the low end, so that 90 lie between.
    /// Where too little costs more than too much, as of memory, set less than 0.05.
    /// </summary>
    /// <param name="resource">Whose intervals.</param>
    /// <param name="share">0.005 to 0.095.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside of 0.005 to 0.095, or there is no such resource.</exception>
    public void SetUpperTail(ResourceKind resource, double share) => _upperTails[Checked(resource)] = share is >= IntervalTails.Least and <= IntervalTails.Both - IntervalTails.Least
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "The upper tail is the share of calls above their interval: set it between 0.005 (0.5 %) and 0.095 (9.5 %).");

    /// <summary>
    /// The file that what is learned is saved to, and read from at the start; null, as it is unless set, takes the environment variable <c>ShadowModelPath</c>. Where that is not set either, nothing
    /// is saved, and a run begins with the <c>app.shadow</c> that was built into the app or lies beside it. Set it before the first shadowed call.
    /// </summary>
    public string? ShadowModelPath { get; set; }

    /// <summary>Where models are kept, when that is no file; null unless set. It goes before <see cref="ShadowModelPath"/>.</summary>
    public IModelStore? ModelStore { get; set; }

    /// <summary>How often what was learned is saved, beside at the end of the process. 1 second to 1 day; 1 minute unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 1 second to 1 day.</exception>
    public TimeSpan ModelSaveInterval
    {
        get => _modelSaveInterval;
        set => _modelSaveInterval = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "ModelSaveInterval is the time between two saves of the model: set it between 1 second and 1 day.");
    }

    /// <summary>Names of methods, arguments and the app are left out of the model: it then has hashes only, which the same code finds again. False unless set.</summary>
    public bool HashModelNames { get; set; }

    /// <summary>
    /// The user who runs this process can look at it with <c>dotnet shadowgen top</c>, and have it record: over a pipe that nobody else can open (docs/tool.md). False unless set; the environment variable
    /// <c>ShadowLiveView=1</c> switches it on as well. Once on, it stays on.
    /// </summary>
    public bool LiveView { get; set; }

    /// <summary>How far the manager may go with what is foretold (docs/manager.md): <see cref="ManagerMode.Observe"/> unless set.</summary>
    public ManagerMode Manager { get; set; }

    /// <summary>What the manager may set, within which bounds and how fast.</summary>
    public ManagerOptions ManagerOptions { get; private init; } = new();

    /// <summary>By resource.</summary>
    internal ReadOnlySpan<double> UpperTails => _upperTails;

    internal ShadowOptions Copy()
    {
        var copy = new ShadowOptions
        {
            CpuBudget = CpuBudget,
            PublishInterval = PublishInterval,
            ShadowModelPath = ShadowModelPath,
            ModelStore = ModelStore,
            ModelSaveInterval = ModelSaveInterval,
            HashModelNames = HashModelNames,
            LiveView = LiveView,
            Manager = Manager,
            ManagerOptions = ManagerOptions.Copy(),
        };
        _upperTails.CopyTo(copy._upperTails, 0);
        return copy;
    }

    private int Checked(ResourceKind resource) => (uint)resource < (uint)_upperTails.Length
        ? (int)resource
        : throw new ArgumentOutOfRangeException(nameof(resource), resource, "There is no such resource.");
}
