using System.Globalization;
using ShadowGen.Model;
using ShadowGen.TestSupport;

namespace ShadowGen.Tests.Model;

/// <summary>One at a time, whoever takes the lock file away and whenever; and it is taken away.</summary>
public sealed class FileTurnTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("turn");

    private string LockPath => _folder.PathOf("app.shadow.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Turns_that_overlap_by_nothing_add_up()
    {
        const int Takers = 8, Turns = 60;
        var counter = _folder.PathOf("counter");
        await File.WriteAllTextAsync(counter, "0");
        await Task.WhenAll(Enumerable.Range(0, Takers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < Turns;)
                {
                    try
                    {
                        using var turn = FileTurn.Take(LockPath, default);
                        File.WriteAllText(counter, (int.Parse(File.ReadAllText(counter), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));
                        i++;
                    }
                    catch (IOException)
                    {
                        // Others had it for two seconds.
                    }
                }
            },
            TaskCreationOptions.LongRunning)));

        Assert.Equal(Takers * Turns, int.Parse(await File.ReadAllTextAsync(counter), CultureInfo.InvariantCulture));
        Assert.False(File.Exists(LockPath));
    }

    [Fact]
    public void A_lock_on_a_file_that_was_taken_away_is_no_turn()
    {
        if (OperatingSystem.IsWindows()) return; // There, nobody can take away what is open.
        FileTurn? other = null;
        var locks = 0;

        var refused = Assert.Throws<IOException>(() => FileTurn.Take(LockPath, default, () =>
        {
            if (locks++ > 0) return;
            // Whoever had the turn before took the file away, and another has made a new one since.
            File.Delete(LockPath);
            other = FileTurn.Take(LockPath, default);
        }));

        Assert.Equal(1, locks);
        Assert.True(File.Exists(LockPath), refused.Message);
        other!.Dispose();
        Assert.False(File.Exists(LockPath));
        FileTurn.Take(LockPath, default).Dispose();
    }

    [Fact]
    public void A_file_that_a_killed_process_left_is_used_and_taken_away()
    {
        File.WriteAllText(LockPath, "left");
        using (FileTurn.Take(LockPath, default)) Assert.True(File.Exists(LockPath));

        Assert.False(File.Exists(LockPath));
    }

    [Fact]
    public void Another_ones_file_is_not_taken_away()
    {
        if (OperatingSystem.IsWindows()) return;
        var turn = FileTurn.Take(LockPath, default);
        File.Delete(LockPath);
        using var other = FileTurn.Take(LockPath, default);

        turn.Dispose();

        Assert.True(File.Exists(LockPath));
    }
}
