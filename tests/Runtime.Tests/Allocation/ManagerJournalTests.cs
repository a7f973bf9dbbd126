using ShadowGen.Allocation;
using ShadowGen.TestSupport;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class ManagerJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("manager");
    private readonly HashSet<string> _alive = ["1-10", "2-20"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_crash_left_is_restored_by_the_next_process_of_the_group()
    {
        using var group = new FakeGroup(true);
        var actuator = new CgroupCpuActuator(group.Folders);
        var guarded = new GuardedActuator(actuator, new ActuatorThread("test"), Journal("1-10"));
        Assert.Equal(DecisionOutcome.Applied, guarded.Apply(double.PositiveInfinity, 0.5, TimeSpan.FromMinutes(1), 0).Outcome);
        Assert.Equal("50000 100000", group.Read("cpu.max"));

        _alive.Remove("1-10");
        var log = new DecisionLog(TimeProvider.System);
        CrashRestore.Run(Journal("2-20", group: "other"), [actuator], log);
        Assert.Equal("50000 100000", group.Read("cpu.max"));
        CrashRestore.Run(Journal("2-20"), [actuator], log);

        Assert.Equal("max 100000", group.Read("cpu.max"));
        Assert.Equal(DecisionOutcome.Undone, Assert.Single(log.Snapshot()).Outcome);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Nothing_is_restored_while_its_process_lives_and_no_other_may_set_it()
    {
        Assert.True(Journal("1-10").TryWrite("cpu", "max", out _));
        var second = Journal("2-20");

        Assert.Empty(second.LeftBehind());
        Assert.False(second.TryWrite("cpu", "max", out var problem));
        Assert.Equal("process 1-10 sets it for this control group", problem);
    }

    [Fact]
    public void The_first_original_stays_and_the_file_goes_with_the_last()
    {
        var journal = Journal("1-10");
        journal.TryWrite("cpu", "first", out _);
        journal.TryWrite("cpu", "second", out _);
        journal.TryWrite("memory", "max", out _);

        Assert.Equal("shadowgen-manager 1\ngroup\tgroup\ncpu\tfirst\nmemory\tmax\n", File.ReadAllText(Path.Combine(_folder.Root, "1-10.journal")));
        journal.Remove("cpu");
        journal.Remove("memory");
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void What_cannot_be_kept_is_not_changed()
    {
        using var group = new FakeGroup(true);
        var file = Path.Combine(_folder.Root, "a-file");
        File.WriteAllText(file, "");
        var guarded = new GuardedActuator(new CgroupCpuActuator(group.Folders), new ActuatorThread("test"), new(Path.Combine(file, "folder"), "group", "1-10", _alive.Contains, static _ => null));

        var result = guarded.Apply(double.PositiveInfinity, 0.5, TimeSpan.FromMinutes(1), 0);

        Assert.Equal(DecisionOutcome.Failed, result.Outcome);
        Assert.StartsWith("what is set now could not be kept for a restart", result.Problem, StringComparison.Ordinal);
        Assert.Equal("max 100000", group.Read("cpu.max"));
    }

    [Fact]
    public void Damaged_files_are_passed_over()
    {
        File.WriteAllText(Path.Combine(_folder.Root, "9-90.journal"), "shadowgen-manager 1\ngroup\tgroup\nnothing");
        File.WriteAllText(Path.Combine(_folder.Root, "8-80.journal"), "");

        Assert.Empty(Journal("1-10").LeftBehind());
    }

    [Fact]
    public void A_folder_that_may_be_anothers_is_neither_believed_nor_used()
    {
        Assert.True(Journal("9-90").TryWrite("cpu", "max", out _)); // which has ended
        Assert.Single(Journal("1-10").LeftBehind());
        var journal = new ManagerJournal(_folder.Root, "group", "1-10", _alive.Contains, static folder => $"{folder} is somebody else's");

        Assert.Empty(journal.LeftBehind());
        Assert.False(journal.TryWrite("memory", "max", out var problem));
        Assert.Equal($"{_folder.Root} is somebody else's", problem);
        Assert.Equal(["9-90.journal"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_is_private_that_is_ours_and_that_only_we_can_write()
    {
        if (!OperatingSystem.IsLinux()) return; // there are no control groups elsewhere
        Assert.Null(PrivateFolder.WhyNot(_folder.Root));

        File.SetUnixFileMode(_folder.Root, File.GetUnixFileMode(_folder.Root) | UnixFileMode.OtherWrite);
        Assert.Equal($"{_folder.Root} can be written by others", PrivateFolder.WhyNot(_folder.Root));
        File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal("/missing cannot be looked at", PrivateFolder.WhyNot("/missing"));

        var others = "/";
        if (Environment.IsPrivilegedProcess)
        {
            using var change = System.Diagnostics.Process.Start("chown", ["65534", others = _folder.Root]);
            change.WaitForExit();
            Assert.Equal(0, change.ExitCode);
        }
        Assert.Equal($"{others} is somebody else's", PrivateFolder.WhyNot(others));
    }

    [Fact]
    public void A_process_is_known_by_its_start()
    {
        if (JournalPlace.ProcessName(Environment.ProcessId) is not { } name) return; // no /proc here: there are no control groups either
        Assert.True(JournalPlace.IsAlive(name));
        Assert.False(JournalPlace.IsAlive($"{Environment.ProcessId}-1"));
        Assert.False(JournalPlace.IsAlive("nonsense"));
    }

    private ManagerJournal Journal(string process, string group = "group") => new(_folder.Root, group, process, _alive.Contains, static _ => null);
}
