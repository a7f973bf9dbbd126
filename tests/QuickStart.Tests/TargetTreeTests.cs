using ShadowGen.TestSupport;

namespace ShadowGen.QuickStart.Tests;

public sealed class TargetTreeTests
{
    [Fact]
    public void A_folder_that_the_system_refuses_to_list_is_named_with_the_systems_reason()
    {
        using var folder = new TemporaryFolder("quickstart");

        Assert.False(TargetTree.TryResolve(folder.Root, _ => throw new UnauthorizedAccessException("Access is denied."), out _, out var problem));
        Assert.StartsWith($"'{folder.Root}' cannot be read: Access is denied.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_first_entry_counts_as_well()
    {
        using var folder = new TemporaryFolder("quickstart");

        Assert.False(TargetTree.TryResolve(folder.Root, Broken, out _, out var problem));
        Assert.Contains("Input/output error", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_path_is_refused(string path) => Assert.False(TargetTree.TryResolve(path, Directory.EnumerateFileSystemEntries, out _, out _));

    private static IEnumerable<string> Broken(string folder)
    {
        if (folder.Length > 0) throw new IOException("Input/output error");
        yield return folder;
    }
}
