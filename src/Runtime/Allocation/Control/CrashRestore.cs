using ShadowGen.Counters;

namespace ShadowGen.Allocation;

/// <summary>Sets back what an earlier process of this control group had set and could not set back itself.</summary>
internal static class CrashRestore
{
    /// <summary>Never throws.</summary>
    public static void Run(ManagerJournal journal, IReadOnlyList<IResourceActuator> actuators, DecisionLog log)
    {
        foreach (var file in journal.LeftBehind().GroupBy(static e => e.File))
        {
            foreach (var (_, name, original) in file)
            {
                var actuator = actuators.FirstOrDefault(a => a.Name == name && a.OutlivesProcess);
                if (actuator is null) continue;
                try
                {
                    actuator.Undo(original, CancellationToken.None);
                    log.Add(actuator.Resource, name, double.NaN, double.NaN, actuator.Verify(CancellationToken.None), DecisionOutcome.Undone, "a process that had set it ended without setting it back");
                }
                catch (Exception exception)
                {
                    log.Add(actuator.Resource, name, double.NaN, double.NaN, double.NaN, DecisionOutcome.UndoFailed, exception.Message);
                    Faults.Manager($"{actuator.Resource} by {name}, left by a process that crashed: {exception.Message}.");
                }
            }
            ManagerJournal.Forget(file.Key);
        }
    }
}
