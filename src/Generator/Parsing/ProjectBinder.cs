using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Binds the trees that have to be bound, several at a time, and takes the others from memory.</summary>
internal static class ProjectBinder
{
    /// <param name="bound">Told of each tree that is bound, on any thread.</param>
    public static BoundFiles Bind(
        ProjectInput project, Compilation compilation, TreeMemory memory, Action<SyntaxTree>? bound, CancellationToken cancellation)
    {
        var models = new FileModel?[project.Index.Trees.Count];

        // First what mentions a shadowed name; then, round by round, what shadowed code leads into besides.
        var following = new Following();
        var isRead = new bool[models.Length];
        var next = Enumerable.Range(0, models.Length).ToList();
        for (var isFollowed = false; next.Count > 0; isFollowed = true)
        {
            var pending = new List<(int At, BindingInput Input)>();
            foreach (var at in next)
            {
                var input = new BindingInput(project.Index.Trees[at], project.Census, project.Names, project.Project, isFollowed);
                if (!memory.TryGetModel(input, out models[at]))
                    pending.Add((at, input));
            }

            Workers.Run(
                pending.Count,
                compilation.Options.ConcurrentBuild,
                () => new BindingSession(compilation, project.Census, project.Project.Unguarded),
                (session, item) =>
                {
                    var (at, input) = pending[item];
                    models[at] = memory.Keep(input, input.IsConcerned ? FileBinder.Bind(input, session, cancellation) : null);
                    if (input.IsConcerned)
                        bound?.Invoke(input.Index.Tree.Tree);
                },
                cancellation);
            foreach (var at in next)
                isRead[at] = isFollowed || models[at] is not null;
            foreach (var model in next.Select(at => models[at]).OfType<FileModel>())
                following.Add(model);
            var paths = following.Paths();
            if (!isFollowed && models.Any(static model => model is not null) && EntryOf(compilation, cancellation) is { } entry)
                paths.Add(entry);
            next = [.. Enumerable.Range(0, models.Length).Where(at => !isRead[at] && paths.Contains(project.Index.Trees[at].Tree.Tree.FilePath))];
        }

        return new BoundFiles(models.OfType<FileModel>().ToEquatableArray());
    }

    // Where the program begins, it says which types there are, though it may call nothing that is shadowed itself.
    private static string? EntryOf(Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            ? compilation.GetEntryPoint(cancellation)?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath
            : null;
}
