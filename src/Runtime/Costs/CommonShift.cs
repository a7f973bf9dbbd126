using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>
/// A factor by which the costs of all operations change together, as when a machine clocks down, found within some dozens of calls of operations that were called once or twice since.
/// What a call says (<see cref="ShiftEvidence"/>) weighs by the part of its cost that no call inside it has told of, by how long ago its operation was called last, and less while few
/// of its costs are known: neither one slow call within many nor one operation moves all. Nothing is allocated. Not thread-safe.
/// </summary>
/// <param name="learned">Calls since a change after which an operation has learned it by itself; 1 to 64.</param>
internal sealed class CommonShift(int learned)
{
    /// <summary>With as many costs, what is expected of an operation is reliable.</summary>
    private const int Reliable = 8;

    /// <summary>Calls since its last after which an operation's next counts in full, and that are looked back on.</summary>
    private const int Turn = 16, Kept = 64;

    private const float Enough = 10, LeastError = 0.02f, LeastShift = 0.2f, Unexplained = 0.4f;

    private readonly Call[] _calls = new Call[Kept];
    private readonly NestedCosts _nested = new();
    private readonly int[] _learners = new int[Kept / learned];
    private ShiftEvidence _evidence;
    private int _learnerCount;
    private uint _count;

    public long Bytes => (Kept * (long)Unsafe.SizeOf<Call>()) + (_learners.Length * (long)sizeof(int)) + Unsafe.SizeOf<ShiftEvidence>() + NestedCosts.Bytes;

    /// <summary>The logarithm of the factor: the sum of all changes so far.</summary>
    public float Value { get; private set; }

    /// <summary>The last change of <see cref="Value"/>.</summary>
    public float Change { get; private set; }

    /// <summary>Operations that have learned the last change by themselves, and must not take it over.</summary>
    public ReadOnlySpan<int> Learners => _learners.AsSpan(0, _learnerCount);

    /// <summary>Takes in a cost; true when <see cref="Value"/> has changed by it.</summary>
    /// <param name="operation">Whose cost; 0 or more.</param>
    /// <param name="caller">By whom it was called; below 0 when that is not known.</param>
    /// <param name="seen">When the operation was called last, for this to keep; 0 at first.</param>
    /// <param name="known">Costs of the operation before this one.</param>
    /// <param name="median">Foretold of it, on the log scale.</param>
    /// <param name="error">Expected distance of the median from the cost.</param>
    /// <param name="cost">What came, on the log scale.</param>
    public bool Learn(int operation, int caller, ref uint seen, int known, float median, float error, float cost)
    {
        var part = _nested.OwnPart(operation, caller, cost);
        if (cost <= 0 || median <= 0) return false;
        var residual = LogCost.FactorOf(cost, median);
        var weight = part * Math.Min(1, (_count - seen) / (float)Turn) * Math.Min(1, known / (float)Reliable);
        _calls[_count++ & (Kept - 1)] = new(operation, residual, weight / (error + LeastError));
        seen = _count;
        return _evidence.Add(residual, error + LeastError, weight, Enough) && TryMove();
    }

    private bool TryMove()
    {
        var (looked, _, since) = _evidence.Likeliest;
        var calls = Math.Min(since, Kept);
        var shift = MedianOf(calls);
        _evidence = default;
        if (shift * looked <= 0 || Math.Abs(shift) < LeastShift || !IsCommon(calls, shift)) return false;
        FindLearners(calls);
        Change = shift;
        Value += shift;
        return true;
    }

    // The weighted median of the last calls' residuals: the least that half of the weight does not exceed.
    private float MedianOf(int calls)
    {
        var whole = 0f;
        for (var i = 1; i <= calls; i++) whole += At(i).Weight;
        var median = float.PositiveInfinity;
        for (var i = 1; i <= calls; i++)
        {
            if (At(i).Residual >= median) continue;
            var upTo = 0f;
            for (var k = 1; k <= calls; k++) upTo += At(k).Residual <= At(i).Residual ? At(k).Weight : 0;
            if (2 * upTo >= whole) median = At(i).Residual;
        }
        return median;
    }

    // Most of how far the medians were off is explained by the change.
    private bool IsCommon(int calls, float shift)
    {
        var (before, after) = (0f, 0f);
        for (var i = 1; i <= calls; i++)
        {
            before += At(i).Weight * Math.Abs(At(i).Residual);
            after += At(i).Weight * Math.Abs(At(i).Residual - shift);
        }
        return after <= Unexplained * before;
    }

    // Those that were called often among the last calls, each by its first one.
    private void FindLearners(int calls)
    {
        _learnerCount = 0;
        for (var i = 1; i <= calls; i++)
        {
            var (operation, count) = (At(i).Operation, 0);
            for (var k = 1; k <= calls; k++)
            {
                if (At(k).Operation != operation) continue;
                count = k < i ? int.MinValue : count + 1;
            }
            if (count >= learned) _learners[_learnerCount++] = operation;
        }
    }

    private ref readonly Call At(int back) => ref _calls[(_count - (uint)back) & (Kept - 1)];

    /// <param name="Operation">Whose.</param>
    /// <param name="Residual">Logarithm of cost over median.</param>
    /// <param name="Weight">Of its residual among others.</param>
    private readonly record struct Call(int Operation, float Residual, float Weight);
}
