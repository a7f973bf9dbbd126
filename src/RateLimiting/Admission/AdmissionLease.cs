using System.Threading.RateLimiting;

namespace ShadowGen.Admission;

/// <summary>Permits held by admitted work. Returned once, whoever disposes it and how often.</summary>
internal sealed class AdmissionLease(AdmissionController controller, WaitingFlow flow, in Work work, Charge charge, double begun, double processors, double dependents) : RateLimitLease
{
    private readonly Work _work = work;

    private int _isReturned;

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    public ref readonly Work Work => ref _work;

    public WaitingFlow Flow => flow;

    public Charge Charge => charge;

    /// <summary>When the work was let in.</summary>
    public double Begun => begun;

    /// <summary>Work at the processors when it began, with it.</summary>
    public double Processors => processors;

    /// <summary>Work at its dependency when it began, with it; 0: it has none.</summary>
    public double Dependents => dependents;

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _isReturned, 1) == 0) controller.Return(this);
        base.Dispose(disposing);
    }
}
