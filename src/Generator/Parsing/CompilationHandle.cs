using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// The compilation of the current run. Cached pipeline entries keep the handle of the run that made them; were it a strong reference,
/// each of them would hold a whole old compilation in memory.
/// </summary>
internal sealed class CompilationHandle(Compilation compilation)
{
    private readonly WeakReference<Compilation> _compilation = new(compilation);

    /// <summary>Alive for as long as the driver's run that made this handle.</summary>
    public Compilation Compilation => _compilation.TryGetTarget(out var compilation)
        ? compilation
        : throw new InvalidOperationException("The compilation of a finished run was asked for: a pipeline step kept its handle.");
}

/// <summary>Compares the input of a step and ignores the compilation that comes with it: the input names all that the step depends on.</summary>
internal sealed class SameButForCompilation<T> : IEqualityComparer<(T Input, CompilationHandle Handle)>
    where T : IEquatable<T>
{
    public static readonly SameButForCompilation<T> Instance = new();

    public bool Equals((T Input, CompilationHandle Handle) x, (T Input, CompilationHandle Handle) y) => x.Input.Equals(y.Input);

    public int GetHashCode((T Input, CompilationHandle Handle) obj) => obj.Input.GetHashCode();
}
