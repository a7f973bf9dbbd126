using System.Globalization;
using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>An actuator of a make-believe system, which fails in the ways that real ones do.</summary>
internal sealed class FakeActuator(ManagedResource resource, double amount, string name = "fake") : IResourceActuator
{
    public enum Fault
    {
        None,
        Throws,
        Hangs,
        Lies,
        DoesHalf,
        VerifyThrows,
        Unavailable,
    }

    public string Name => name;

    public ManagedResource Resource => resource;

    public bool OutlivesProcess { get; init; }

    public Fault Mode { get; set; }

    public double Amount { get; private set; } = amount;

    public List<double> Applied { get; } = [];

    public int Undone { get; private set; }

    /// <summary>What a hanging call does once it goes on.</summary>
    public Action? Pending { get; set; }

    public ActuatorProbe Probe(CancellationToken cancellationToken) =>
        Mode == Fault.Unavailable ? ActuatorProbe.Unavailable("not here") : ActuatorProbe.Found(Amount, Amount.ToString("R", CultureInfo.InvariantCulture));

    public void Apply(double wanted, CancellationToken cancellationToken)
    {
        switch (Mode)
        {
            case Fault.Throws:
                throw new InvalidOperationException("broken");
            case Fault.Lies:
                return;
            case Fault.DoesHalf:
                Amount += (wanted - Amount) / 2;
                return;
            default:
                Amount = wanted;
                Applied.Add(wanted);
                return;
        }
    }

    public double Verify(CancellationToken cancellationToken) => Mode == Fault.VerifyThrows ? throw new InvalidOperationException("cannot be read") : Amount;

    public void Undo(string original, CancellationToken cancellationToken)
    {
        Undone++;
        Amount = double.Parse(original, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs calls at once; one of a hanging actuator is kept until <see cref="Release"/>.</summary>
    public sealed class Runner(FakeActuator actuator) : IActuatorRunner
    {
        public bool IsHanging => actuator.Pending is not null;

        public bool TryRun(Action<CancellationToken> call, TimeSpan timeout)
        {
            if (IsHanging) return false;
            if (actuator.Mode != Fault.Hangs)
            {
                call(CancellationToken.None);
                return true;
            }
            actuator.Pending = () => call(CancellationToken.None);
            return false;
        }
    }

    /// <summary>The hanging call goes on and returns.</summary>
    public void Release()
    {
        Mode = Fault.None;
        var pending = Pending;
        Pending = null;
        pending?.Invoke();
    }
}
