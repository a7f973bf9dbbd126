namespace ShadowGen.Codebases;

/// <summary>Tells the person who waits what is under way; the report alone goes to standard output.</summary>
internal static class Progress
{
    public static void Say(string text) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {text}");
}
