namespace ShadowGen.Shared.Model;

/// <summary>What a model file says of a method.</summary>
/// <param name="Id">The first 8 bytes of SHA-256 over its assembly and documentation id.</param>
/// <param name="Assembly">The simple name of its assembly; empty for a named flow.</param>
/// <param name="DocumentationId">Its documentation-comment id, or <see cref="Hashed"/>.</param>
/// <param name="Flags">Lower-case letters, as in a skeleton, in order: <c>a</c> asynchronous, <c>f</c> a flow, <c>s</c> shadowed, <c>v</c> virtual, <c>x</c> a service call.</param>
/// <param name="Print">Fingerprint of its body as the skeleton has it, its token count behind a colon; empty when unknown.</param>
/// <param name="Features">What measured calls tell of their arguments: <c>s:text.Length,c:mode</c>; empty for nothing.</param>
/// <param name="Since">When this description was first written, in days since 1970: of two, the later holds.</param>
internal sealed record ModelMethod(ulong Id, string Assembly, string DocumentationId, string Flags, string Print, string Features, long Since)
{
    /// <summary>Stands for a name that is not told.</summary>
    public const string Hashed = "#";

    public bool IsShadowed => Flags.IndexOf('s') >= 0;

    public bool IsService => Flags.IndexOf('x') >= 0;

    /// <summary>Of two descriptions of one method, the later one; of two of one moment, the one that sorts last, so that order does not matter.</summary>
    public static ModelMethod Later(ModelMethod left, ModelMethod right)
    {
        if (left.Since != right.Since) return left.Since > right.Since ? left : right;
        return string.CompareOrdinal(left.Text, right.Text) >= 0 ? left : right;
    }

    private string Text => $"{Assembly} {DocumentationId} {Flags} {Print} {Features}";
}
