using System.Text;
using ShadowGen.Model;
using ShadowGen.Shared.Model;

namespace ShadowGen;

/// <summary>
/// What runs of a program have learned, as an <c>app.shadow</c> file keeps it (docs/model-file.md): who calls whom how often, at what cost, by which arguments, in what order. Immutable; any thread.
/// </summary>
public sealed class ShadowModel
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private CallGraph? _graph;

    internal ShadowModel(ModelFile file) => File = file;

    /// <summary>A model of nothing.</summary>
    public static ShadowModel Empty { get; } = new(ModelFile.Empty);

    internal ModelFile File { get; }

    /// <summary>The runs that it has learned from, those that were added up first, then the oldest first.</summary>
    public IReadOnlyList<ShadowModelRun> Runs =>
        [.. File.Sources.Values.OrderBy(s => !s.IsFold).ThenBy(s => s.First).ThenBy(s => s.Id).Select(s => new ShadowModelRun(
            ModelMath.IdText(s.Id), s.Generation, TimeOf(s.First), TimeOf(s.Last), s.App, Math.Max(1, s.Members.Length), s.Edges.Values.Aggregate(0L, ModelMath.Add)))];

    /// <summary>
    /// What it knows, with each run counted once and older ones weighing less (half after 30 days): calls, probabilities, costs and laws. Nodes have no file and line. Made when first asked for.
    /// </summary>
    public CallGraph CallGraph => _graph ??= ModelGraph.Of(File);

    /// <summary>Reads a model.</summary>
    /// <param name="text">All of a file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ShadowModelException">It is no model, or a damaged one; the message says in which line.</exception>
    public static ShadowModel Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text, null);
    }

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read it.</exception>
    /// <exception cref="ShadowModelException">It is no model, or a damaged one; the message says in which line.</exception>
    public static ShadowModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Read(stream, path);
    }

    /// <summary>
    /// Joins two models: of each run the latest save, of each method the latest description. In any order, and any number of times, the result is the same; nothing is counted twice.
    /// </summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static ShadowModel Merge(ShadowModel left, ShadowModel right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(ModelFile.Merge(left.File, right.File));
    }

    /// <summary>Adds up the older runs for good, which makes the file smaller. Should one of them come again by a merge, it is known, and not counted again.</summary>
    /// <param name="runs">How many of the latest runs stay by themselves, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runs"/> is negative.</exception>
    public ShadowModel Compact(int runs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        return new(ModelFold.Compact(File, runs));
    }

    /// <summary>The text of a file, of at most 1 MB for 5,000 methods: details that matter least are left out to hold that.</summary>
    public string ToText()
    {
        ModelFit.Write(File, out var text);
        return text;
    }

    /// <summary>Writes the model to a file: another is put in its place only when it is whole and on the disk.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write it.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, ToText());
    }

    internal static ShadowModel Read(Stream stream, string? path)
    {
        if (stream.CanSeek && stream.Length > ModelText.MaxBytes) throw new ShadowModelException(path, 1, $"the file has more than {ModelText.MaxBytes >> 20} MB, which no model has");
        using var reader = new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: false);
        string text;
        try
        {
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException exception)
        {
            throw new ShadowModelException($"{path ?? "the model"}: not a model file: it is no UTF-8 text", exception);
        }
        return Parse(text, path);
    }

    private static ShadowModel Parse(string text, string? path)
    {
        try
        {
            return new(ModelReader.Read(text));
        }
        catch (ModelFormatException exception)
        {
            throw new ShadowModelException(path, exception.Line, exception.Fault);
        }
    }

    private static DateTimeOffset TimeOf(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_402_300_799));
}
