using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes what is around a method that is added to a type of the user's.</summary>
internal static class PartialTypeEmitter
{
    /// <summary>A name that nobody else gives: two files may each add a method to one type.</summary>
    /// <param name="kind">What kind of method, with an underscore after it, or "".</param>
    public static string MemberOf(FileModel file, int k, string kind) => $"ShadowGen_{kind}{file.Edges[k].Shim.Name.TrimStart('@')}_{k}_{FileNames.Hash(file)}";

    public static void Open(CodeWriter code, PartialTypeModel type)
    {
        if (type.Namespace.Length != 0)
            code.Open("namespace " + type.Namespace);
        foreach (var header in type.Headers)
            code.Open(header);
    }

    /// <summary>No editor offers the method, and analyzers leave it alone.</summary>
    public static void Hide(CodeWriter code)
    {
        code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        code.Line("[global::System.Runtime.CompilerServices.CompilerGenerated]");
    }

    public static void Close(CodeWriter code, PartialTypeModel type)
    {
        foreach (var _ in type.Headers)
            code.Close();
        if (type.Namespace.Length != 0)
            code.Close();
    }
}
