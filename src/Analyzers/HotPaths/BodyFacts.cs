using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>What one body says about one run of its member. Filled by one thread, and only read after.</summary>
internal sealed class BodyFacts(ISymbol member, SyntaxNode syntax, bool isGenerated)
{
    /// <summary>The member that the body belongs to: <see cref="Members.Of"/>.</summary>
    public ISymbol Member => member;

    public SyntaxNode Syntax => syntax;

    public bool IsGenerated => isGenerated;

    /// <summary>What one run is expected to cost by itself: <see cref="OperationCost"/>.</summary>
    public double Cost { get; set; }

    /// <summary>Whether anything repeats, or calls a service, so that its time is no straight line's.</summary>
    public bool HasEvidence { get; set; }

    public List<Call> Calls { get; } = [];

    /// <summary>Delegates that are made, and where they go: to a place, and to anything of their type. Of a lambda, which is code of the member, only the place.</summary>
    public List<(ISymbol Place, ISymbol? Method)> Given { get; } = [];

    /// <summary>Delegates that are called, and where they stand.</summary>
    public List<(ISymbol? Place, ISymbol Type, double Frequency, bool IsLooped)> Taken { get; } = [];

    public List<ISymbol> Instantiated { get; } = [];

    /// <param name="Callee">As the source names it; an original definition.</param>
    /// <param name="Receiver">The type that decides what runs; null where what is named runs.</param>
    /// <param name="Frequency">Expected calls for one run.</param>
    /// <param name="IsLooped">Whether a loop is around it.</param>
    /// <param name="IsCall">Whether the source calls it: a shim can stand there.</param>
    internal readonly record struct Call(ISymbol Callee, INamedTypeSymbol? Receiver, double Frequency, bool IsLooped, bool IsCall);
}
