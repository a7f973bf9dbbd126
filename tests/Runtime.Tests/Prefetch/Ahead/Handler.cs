using ShadowGen.Generated;
using ShadowGen.Prefetch;
using ShadowGen.Runtime.Tests.Allocation;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>
/// A method whose body waits for something and then reads a record, with its shim, the shim of the read and the scope as they are emitted. Time stands still but for what the test lets pass, and all continuations run on its thread.
/// </summary>
internal sealed class Handler
{
    private readonly TestEdges _edges = new(2);
    private TaskCompletionSource _before = new();

    public Handler(AheadMode mode = AheadMode.Start, double probability = 1, int point = 0)
    {
        Control = new(Time, mode);
        Plan = new(Control, "M:Handler.HandleAsync", new AheadCall("M:Reader.ReadAsync", AheadKind.Speculation, _edges.First + 1, point, probability, repeats: false));
    }

    public FakeTime Time { get; } = new();

    public AheadControl Control { get; }

    public AheadPlan Plan { get; }

    /// <summary>What the reader was asked for, in order.</summary>
    public List<Read> Reads { get; } = [];

    public Read Last => Reads[^1];

    /// <summary>What the next read does before it returns.</summary>
    public Action? OnRead { get; set; }

    /// <summary>What the body does between its wait and its read.</summary>
    public Action? BeforeRead { get; set; }

    /// <summary>A field of the handler's, which the argument depends on.</summary>
    public int Offset { get; set; }

    /// <summary>Whether the body comes to the read.</summary>
    public bool Comes { get; set; } = true;

    public CallAheadStatistics Statistics => Control.Statistics()[0];

    public long EdgeCalls => _edges.Calls(1);

    /// <summary>The shim of the method.</summary>
    public Task<Read.Found?> HandleAsync(int id, CancellationToken token = default)
    {
        _before = new();
        var frame = ShadowCall.EnterAsync(_edges.First);
        Task<Read.Found?>? result = null;
        HandleAhead? ahead = null;
        try
        {
            ahead = Plan.IsWanted ? new HandleAhead(this, id, token) : null;
            ahead?.Begin();
            return result = BodyAsync(id, token);
        }
        finally
        {
            ahead?.End(result);
            frame.Exit();
        }
    }

    /// <summary>What the body waits for is there after so long.</summary>
    public void Go(double leadUs = 2000)
    {
        Pass(leadUs);
        _before.SetResult();
    }

    public void Pass(double us) => Time.Advance(TimeSpan.FromMicroseconds(us));

    /// <summary>One call of the method, in which wait and read take so long.</summary>
    public Read.Found? Run(int id = 1, double leadUs = 2000, double readUs = 2000, double? plainUs = null)
    {
        var task = HandleAsync(id);
        var started = Reads.Count > 0 && !Last.Task.IsCompleted ? Last : null;
        if (started is not null && readUs <= leadUs)
        {
            Pass(readUs);
            started.Complete();
            Go(leadUs - readUs);
        }
        else
        {
            Go(leadUs);
        }
        if (Comes && !Last.Task.IsCompleted)
        {
            Pass(started is null ? plainUs ?? readUs : readUs - leadUs);
            Last.Complete();
        }
        return task.Result;
    }

    /// <summary>Runs until the read is started early.</summary>
    public void Teach(double leadUs = 2000, double readUs = 2000)
    {
        for (var i = 0; i < 8; i++) _ = Run(leadUs: leadUs, readUs: readUs);
    }

    /// <summary>What the body waits for will never be there.</summary>
    public void Forget() => _before = new();

    /// <summary>The same call again, from within the body.</summary>
    public Task<Read.Found> ReadAgain(int id) => ReadShim(id, default);

    private async Task<Read.Found?> BodyAsync(int id, CancellationToken token)
    {
        await _before.Task.ConfigureAwait(false);
        BeforeRead?.Invoke();
        return Comes ? await ReadShim(id + Offset, token).ConfigureAwait(false) : null;
    }

    // The shim of the planned site.
    private Task<Read.Found> ReadShim(int id, CancellationToken token)
    {
        if (HandleAhead.Take(this, id, token) is { } early) return early;
        var task = PlainShim(id, token);
        AheadScope.Made(Plan, 0, task);
        return task;
    }

    private Task<Read.Found> PlainShim(int id, CancellationToken token)
    {
        var frame = ShadowCall.EnterAsync(_edges.First + 1);
        try { return ReadRecord(id, token); }
        finally { frame.Exit(); }
    }

    private Task<Read.Found> ReadRecord(int id, CancellationToken token)
    {
        var read = new Read(id, token);
        Reads.Add(read);
        OnRead?.Invoke();
        return read.Task;
    }

    private sealed class HandleAhead(Handler self, int id, CancellationToken token) : AheadScope(self.Plan)
    {
        private Handler? _receiver;
        private int _id;
        private CancellationToken _token;

        public static Task<Read.Found>? Take(Handler self, int id, CancellationToken token) =>
            Arrived(self.Plan, 0) is HandleAhead a && ((ReferenceEquals(a._receiver, self) && a._id == id && a._token == token) || a.Mismatched(0))
                ? a.Take(0, (self, id, token), static s => s.self.PlainShim(s.id, s.token))
                : null;

        protected override void Start(int number)
        {
            _receiver = self;
            _id = id + self.Offset;
            _token = token;
            Keep(0, _receiver.ReadRecord(_id, Linked(0, token)));
        }
    }
}
