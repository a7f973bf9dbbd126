using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Models;

/// <summary>Reads model files that a command line names.</summary>
internal static class ModelInput
{
    /// <exception cref="ToolException">There is none, or it cannot be read; the message says what to do.</exception>
    public static ShadowModel Load(Screen screen, string path)
    {
        var full = screen.PathOf(path);
        if (Directory.Exists(full)) throw new ToolException($"'{path}' is a folder: name the model file in it.");
        if (!File.Exists(full)) throw new ToolException($"there is no model '{path}': run the program with the environment variable ShadowModelPath set to a file, and name that file.");
        try
        {
            return ShadowModel.Load(full);
        }
        catch (ShadowModelException exception)
        {
            var message = exception.Message.Replace(full, path, StringComparison.Ordinal);
            throw new ToolException($"{message}{(message.EndsWith('.') ? "" : ".")} Take an earlier copy of the file, or remove it and let the program write a new one.", exception);
        }
    }
}
