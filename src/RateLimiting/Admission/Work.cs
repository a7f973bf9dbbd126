using ShadowGen.Capacity;
using ShadowGen.Costs;

namespace ShadowGen.Admission;

/// <summary>What a request for admission comes to: what it is taken to need where, and until when. Times are nanoseconds, on the limiter's clock.</summary>
/// <param name="Kind">Learns from its end.</param>
/// <param name="IsPredicted">Its cost was told; else it is the one that such work has been seen to have.</param>
/// <param name="Dependency">What it waits for; null: nothing.</param>
/// <param name="Predicted">Its whole time alone, as it was predicted.</param>
/// <param name="Processor">Processor time that it is taken to need, above 0.</param>
/// <param name="Waiting">Time that it is taken to wait for the dependency alone, 0 or more.</param>
/// <param name="Priority">Its share.</param>
/// <param name="Asked">When it asked.</param>
/// <param name="Deadline">When it is to have ended.</param>
internal readonly record struct Work(KindCosts Kind, bool IsPredicted, Stage? Dependency, double Predicted, double Processor, double Waiting, AdmissionPriority Priority, double Asked, double Deadline)
{
    public double Whole => Processor + Waiting;
}
