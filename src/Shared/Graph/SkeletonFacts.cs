using System.Globalization;

namespace ShadowGen.Shared.Graph;

/// <summary>The lines of an assembly's skeletons, by kind. A line that is not understood is passed over: another version's, or damage that costs its edge and no more.</summary>
internal sealed class SkeletonFacts
{
    public string Assembly { get; private set; } = "";

    public Dictionary<string, StaticNode> Members { get; } = new(StringComparer.Ordinal);

    public List<(string Caller, string Callee, int LoopDepth, string Places)> Shims { get; } = [];

    public List<(string Caller, string Callee, string Place)> Plain { get; } = [];

    public List<(string Caller, string Callee, char Kind, double Frequency)> Priors { get; } = [];

    public Dictionary<string, Dictionary<string, double>> Given { get; } = new(StringComparer.Ordinal);

    public List<(string Caller, string Place, string Type, double Frequency)> Taken { get; } = [];

    public Dictionary<string, string> BaseOf { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Instantiated { get; } = new(StringComparer.Ordinal);

    public List<(string Type, string Method, string Slot)> Overrides { get; } = [];

    public static SkeletonFacts Of(IEnumerable<string> skeletons)
    {
        var facts = new SkeletonFacts();
        foreach (var text in skeletons)
            facts.Read(text);
        return facts;
    }

    private void Read(string text)
    {
        var (home, assembly, file) = ("", "", "");
        foreach (var line in text.Split('\n'))
        {
            var fields = line.TrimEnd('\r').Split(' ');
            switch (fields[0])
            {
                case "assembly" when fields.Length > 1:
                    assembly = line.Substring("assembly ".Length);
                    home = home.Length == 0 ? assembly : home;
                    Assembly = Assembly.Length == 0 ? home : Assembly;
                    break;
                case "file" when fields.Length > 1:
                    file = line.Substring("file ".Length);
                    break;
                case "method" when fields.Length > 4:
                    Declare(Member(fields[1], Rest(fields, 4), home), file, fields[2], fields[3]);
                    break;
                case "callee" when fields.Length > 3:
                    Flag(Member(fields[1], Rest(fields, 3), assembly), fields[2]);
                    break;
                case "body" when fields.Length > 4:
                    Declare(Member(fields[1], Rest(fields, 4), home), file, fields[3], "-").Cost = Number(fields[2]);
                    break;
                case "body" when fields.Length == 3 && Members.TryGetValue(fields[1], out var member):
                    member.Cost = Number(fields[2]);
                    break;
                case "edge" when fields.Length > 5:
                    Shims.Add((fields[2], fields[3], (int)Number(fields[4]), fields[5]));
                    break;
                case "skip" when fields.Length > 4:
                    Plain.Add((fields[4], fields[3], fields[2]));
                    break;
                case "prior" when fields.Length > 4 && fields[3].Length == 1:
                    Priors.Add((fields[1], fields[2], fields[3][0], Number(fields[4])));
                    break;
                case "given" when fields.Length > 3:
                    Give(fields[1], fields[2], Number(fields[3]));
                    break;
                case "taken" when fields.Length > 4:
                    Taken.Add((fields[1], fields[2], fields[3], Number(fields[4])));
                    break;
                case "type" when fields.Length > 2:
                    BaseOf[fields[1]] = fields[2];
                    break;
                case "new" when fields.Length > 1:
                    Instantiated.Add(fields[1]);
                    break;
                case "override" when fields.Length > 3:
                    Overrides.Add((fields[1], fields[2], fields[3]));
                    break;
            }
        }
    }

    private StaticNode Member(string id, string docId, string assembly)
    {
        if (!Members.TryGetValue(id, out var member))
            Members.Add(id, member = new StaticNode(0, id, docId, assembly));
        return member;
    }

    private static StaticNode Declare(StaticNode member, string file, string line, string flags)
    {
        member.File = file;
        member.Line = (int)Number(line);
        Flag(member, flags);
        return member;
    }

    private static void Flag(StaticNode member, string flags)
    {
        member.IsShadowed |= flags.IndexOf('s') >= 0;
        member.IsService |= flags.IndexOf('x') >= 0;
        member.IsVirtual |= flags.IndexOf('v') >= 0;
        member.IsAsync |= flags.IndexOf('a') >= 0;
        member.IsIterator |= flags.IndexOf('i') >= 0;
        member.IsFlow |= flags.IndexOf('f') >= 0;
    }

    private void Give(string place, string method, double frequency)
    {
        if (!Given.TryGetValue(place, out var methods))
            Given.Add(place, methods = new Dictionary<string, double>(StringComparer.Ordinal));
        methods[method] = (methods.TryGetValue(method, out var known) ? known : 0) + frequency;
    }

    private static string Rest(string[] fields, int from) => string.Join(" ", fields, from, fields.Length - from);

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && !double.IsInfinity(number) ? number : 0;
}
