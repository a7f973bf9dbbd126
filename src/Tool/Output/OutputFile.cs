namespace ShadowGen.Tool.Output;

/// <summary>Writes files that a command line names.</summary>
internal static class OutputFile
{
    /// <param name="screen">Knows what relative paths begin with.</param>
    /// <param name="path">As it was named; its folder is made.</param>
    /// <param name="write">Writes to a full path.</param>
    /// <exception cref="ToolException">It cannot be written; the message says why.</exception>
    public static void Write(Screen screen, string path, Action<string> write)
    {
        var full = screen.PathOf(path);
        if (Directory.Exists(full)) throw new ToolException($"'{path}' is a folder: name a file to write.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            write(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
