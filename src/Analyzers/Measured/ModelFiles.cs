using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Analyzers.Measured;

/// <summary>The model file of a compilation, among its additional files. Equal text is read once, for all rules and for the compilations that follow. Thread-safe.</summary>
internal static class ModelFiles
{
    public const string Extension = ".shadow";

    /// <summary>A compiler that serves several builds keeps so many models in memory, of some megabytes each at most.</summary>
    private const int Remembered = 2;

    private static readonly List<(ImmutableArray<byte> Checksum, Lazy<ModelReading> Reading)> Known = [];

    /// <summary>Told of each text that is read.</summary>
    internal static Action<string>? Reading { get; set; }

    /// <summary>The first by path; null when there is none.</summary>
    public static AdditionalText? Find(AnalyzerOptions options) =>
        options.AdditionalFiles.Where(static file => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)).OrderBy(static file => file.Path, StringComparer.Ordinal).FirstOrDefault();

    public static ModelReading Read(AdditionalText file, CancellationToken cancellation) =>
        file.GetText(cancellation) is { } text ? Of(text).Value : new(null, 1, "it is no text");

    /// <summary>The model to ask, or null: there is none, or it cannot be read, which rule SHG1009 says.</summary>
    public static MeasuredModel? Of(AnalyzerOptions options, CancellationToken cancellation) => Find(options) is { } file ? Read(file, cancellation).Model : null;

    private static Lazy<ModelReading> Of(SourceText text)
    {
        var checksum = text.GetChecksum();
        lock (Known)
        {
            foreach (var (known, reading) in Known)
            {
                if (known.SequenceEqual(checksum))
                    return reading;
            }

            var added = new Lazy<ModelReading>(() =>
            {
                var content = text.ToString();
                Reading?.Invoke(content);
                return ModelReading.Of(content);
            });
            Known.Insert(0, (checksum, added));
            if (Known.Count > Remembered)
                Known.RemoveAt(Remembered);
            return added;
        }
    }
}
