using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Binds what has to be bound, several trees at a time, and takes the rest from memory.</summary>
internal static class ProjectBinder
{
    /// <param name="planner">Finds out what may be done ahead.</param>
    /// <param name="bound">Told of each tree that is bound, on any thread.</param>
    public static BoundFiles Bind(
        ProjectInput project, Compilation compilation, TreeMemory memory, PlanReader planner, Action<SyntaxTree>? bound, CancellationToken cancellation)
    {
        var work = new Work(project, compilation, memory, planner, bound, cancellation);
        work.BindOwn();
        if (work.IsConcerned)
            work.Follow();
        return work.Result();
    }

    private sealed class Work(ProjectInput project, Compilation compilation, TreeMemory memory, PlanReader planner, Action<SyntaxTree>? bound, CancellationToken cancellation)
    {
        // A call of an interface may run any of its implementations: with more than these, looking for the right one is not free any more.
        private const int MostPlans = 4;

        private readonly FileModel?[] _models = new FileModel?[project.Index.Trees.Count];
        private readonly List<StaticModel>?[] _parts = new List<StaticModel>?[project.Index.Trees.Count];
        private readonly FileMembers?[] _members = new FileMembers?[project.Index.Trees.Count];
        private readonly ConcurrentBag<BindingSession> _sessions = [];
        private readonly BindingInput[] _inputs = [.. project.Index.Trees.Select(tree => new BindingInput(tree, project.Census, project.Names, project.Project))];

        public bool IsConcerned => _models.Any(static model => model is not null);

        /// <summary>What mentions a shadowed name.</summary>
        public void BindOwn()
        {
            var pending = new List<int>();
            for (var at = 0; at < _models.Length; at++)
            {
                if (!memory.TryGetModel(_inputs[at], out _models[at]))
                    pending.Add(at);
            }

            Run(pending.Count, (session, item) =>
            {
                var at = pending[item];
                var input = _inputs[at];
                _models[at] = memory.Keep(input, input.IsConcerned ? FileBinder.Bind(input, session, cancellation) : null);
                if (input.IsConcerned)
                    bound?.Invoke(input.Index.Tree.Tree);
            });
        }

        /// <summary>Round by round, what shadowed code leads into besides.</summary>
        public void Follow()
        {
            var following = new Following();
            foreach (var model in _models.OfType<FileModel>())
                following.Add(model);
            var treesOf = Enumerable.Range(0, _models.Length).Where(at => _models[at] is null).ToLookup(at => project.Index.Trees[at].Tree.Tree.FilePath, StringComparer.Ordinal);
            var wanted = following.Take();
            AddEntry(wanted);
            for (; wanted.Count > 0; wanted = following.Take())
            {
                foreach (var part in Read([.. wanted.SelectMany(file => treesOf[file.Key].Select(at => (at, (ICollection<string>)file.Value)))]))
                    following.Add(part);
            }
        }

        public BoundFiles Result()
        {
            var links = _models.OfType<FileModel>().SelectMany(static model => model.Plans).SelectMany(static plan => plan.ToLinks()).ToLookup(static link => link.MethodId, StringComparer.Ordinal);
            return new(Enumerable.Range(0, _models.Length).Select(at => Linked(at, Whole(at), links)).OfType<FileModel>().ToEquatableArray());
        }

        private StaticModel[] Read(List<(int At, ICollection<string> Ids)> wanted)
        {
            var parts = new StaticModel?[wanted.Count];
            var pending = new List<int>();
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = memory.PartOf(_inputs[wanted[i].At], KeyOf(wanted[i].Ids));
                if (parts[i] is null)
                    pending.Add(i);
            }

            Run(pending.Count, (session, item) =>
            {
                var (at, ids) = wanted[pending[item]];
                var tree = project.Index.Trees[at].Tree.Tree;
                memory.Keep(_inputs[at], KeyOf(ids), parts[pending[item]] = StaticReader.Read(ids, _members[at] ??= new FileMembers(tree, session, cancellation), session, cancellation));
                bound?.Invoke(tree);
            });
            for (var i = 0; i < parts.Length; i++)
                (_parts[wanted[i].At] ??= []).Add(parts[i]!);
            return parts!;
        }

        private FileModel? Whole(int at)
        {
            if (_parts[at] is not { } parts || StaticModel.Join(parts) is not { IsEmpty: false } facts)
                return _models[at];
            return memory.KeepWhole(_inputs[at], new FileBuilder(_sessions.TryPeek(out var session) ? session : NewSession(), _inputs[at]).Build(facts));
        }

        // A plan is made with the body of its method, and wanted where that is called.
        private FileModel? Linked(int at, FileModel? model, ILookup<string, PlanLinkModel> links)
        {
            if (links.Count == 0 || model is null)
                return model;
            var called = model.Edges.Where(static edge => edge.Shim is { Home: null, TypeParameters.Count: 0 }).Select(static edge => edge.CalleeId).Distinct(StringComparer.Ordinal)
                .Select(id => links[id].ToList()).Where(static plans => plans.Count <= MostPlans).SelectMany(static plans => plans)
                .OrderBy(static link => link.MethodId, StringComparer.Ordinal).ThenBy(static link => link.Class, StringComparer.Ordinal).ToEquatableArray();
            return called.Count == 0 ? model : memory.KeepWhole(_inputs[at], model with { Links = called });
        }

        // What a worker learns in one round helps in the next.
        private void Run(int count, Action<BindingSession, int> work)
        {
            var idle = new ConcurrentBag<BindingSession>(_sessions);
            Workers.Run(count, compilation.Options.ConcurrentBuild, () => idle.TryTake(out var session) ? session : NewSession(), work, cancellation);
        }

        private BindingSession NewSession()
        {
            var session = new BindingSession(compilation, project.Census, project.Project, planner);
            _sessions.Add(session);
            return session;
        }

        // Where the program begins, it says which types there are, though it may call nothing that is shadowed itself.
        private void AddEntry(SortedDictionary<string, SortedSet<string>> wanted)
        {
            if (compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)
                || compilation.GetEntryPoint(cancellation) is not { } entry || entry.GetDocumentationCommentId() is not { } docId
                || entry.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath is not { } path)
                return;
            if (!wanted.TryGetValue(path, out var ids))
                wanted.Add(path, ids = new SortedSet<string>(StringComparer.Ordinal));
            ids.Add(MethodIds.Of(compilation.Assembly.Name, docId));
        }

        private static string KeyOf(ICollection<string> ids) => string.Join(" ", ids);
    }
}
