namespace ShadowGen.QuickStart.Corpus;

/// <summary>What reading a file came to.</summary>
internal enum ReadOutcome
{
    Text,
    Empty,
    Binary,
    TooLarge,
    Unreadable,
}

/// <summary>A file's text, or why there is none.</summary>
internal readonly record struct FileContent(ReadOutcome Outcome, string Text)
{
    public static FileContent Without(ReadOutcome outcome) => new(outcome, "");
}
