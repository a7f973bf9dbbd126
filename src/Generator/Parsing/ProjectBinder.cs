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
        var pending = new List<(int At, BindingInput Input)>();
        for (var i = 0; i < models.Length; i++)
        {
            var input = new BindingInput(project.Index.Trees[i], project.Census, project.Names, project.Project);
            if (!memory.TryGetModel(input, out models[i]))
                pending.Add((i, input));
        }

        Workers.Run(
            pending.Count,
            compilation.Options.ConcurrentBuild,
            () => new BindingSession(compilation, project.Census, project.Project.Unguarded),
            (session, item) =>
            {
                var (at, input) = pending[item];
                var isConcerned = input.Names.Concerns(input.Index);
                models[at] = memory.Keep(input, isConcerned ? FileBinder.Bind(input, session, cancellation) : null);
                if (isConcerned)
                    bound?.Invoke(input.Index.Tree.Tree);
            },
            cancellation);
        return new BoundFiles(models.OfType<FileModel>().ToEquatableArray());
    }
}
