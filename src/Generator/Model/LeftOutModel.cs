namespace ShadowGen.Generator.Model;

/// <summary>Why call sites are plain by choice: nothing hinders a shim, nobody wants it.</summary>
internal enum LeftOutReason
{
    TooSmall,
}

/// <summary>Call sites of one file that are left out by choice, and methods that it declares.</summary>
internal sealed record LeftOutModel(LeftOutReason Reason, int CallSites, int Methods);

/// <summary>The word of each reason in the skeleton. Part of its format: never change one, only add.</summary>
internal static class LeftOutReasons
{
    public static string Word(this LeftOutReason reason) => reason switch
    {
        LeftOutReason.TooSmall => "too-small",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no word in the skeleton format."),
    };
}
