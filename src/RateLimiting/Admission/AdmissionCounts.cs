namespace ShadowGen.Admission;

/// <summary>What became of requests for admission so far.</summary>
internal struct AdmissionCounts
{
    public long Admitted, Refused, Late, Displaced, Cancelled, Returned;
}
