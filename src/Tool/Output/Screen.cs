using Spectre.Console;

namespace ShadowGen.Tool.Output;

/// <summary>Where a verb writes: a terminal, or a pipe, which gets no colour and no lines. Complaints go to the error stream.</summary>
/// <param name="output">What was asked for.</param>
/// <param name="error">What went wrong.</param>
/// <param name="terminal">Null for a pipe.</param>
/// <param name="folder">What relative paths begin with.</param>
internal sealed class Screen(TextWriter output, TextWriter error, IAnsiConsole? terminal, string folder)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    public IAnsiConsole? Terminal => terminal;

    public static Screen OfConsole() => new(Console.Out, Console.Error, Console.IsOutputRedirected ? null : AnsiConsole.Console, Directory.GetCurrentDirectory());

    public string PathOf(string path) => Path.GetFullPath(path, folder);

    /// <param name="text">May hold anything.</param>
    public void Line(string text = "") => output.WriteLine(SafeText.Line(text));

    public void Heading(string text)
    {
        if (terminal is null) Line(text);
        else terminal.MarkupLine($"[bold]{Markup.Escape(SafeText.Line(text))}[/]");
    }

    public void Write(TextTable table)
    {
        if (terminal is null) table.WritePlain(output);
        else terminal.Write(table.ToSpectre());
    }

    /// <summary>The same content for programs.</summary>
    public void Json<T>(T value) => output.WriteLine(JsonOutput.Of(value));

    public void Complain(string text) => error.WriteLine("shadowgen: " + SafeText.Line(text));
}
