using System.Globalization;

namespace ShadowGen.CallTracer;

/// <summary>
/// What a program called, and what its skeletons say that it may call, in one folder: <c>members.txt</c>, one folder <c>skeletons</c> with the texts of each assembly, and
/// the recorder's counts, one file for each process.
/// </summary>
public sealed class FrameStudy
{
    private const string Members = "members.txt";
    private const string Skeletons = "skeletons";

    private FrameStudy(Dictionary<string, List<string>> skeletons, Dictionary<FrameCall, long> calls)
    {
        SkeletonsOf = skeletons;
        Calls = calls;
    }

    /// <summary>The skeleton texts of each assembly.</summary>
    public IReadOnlyDictionary<string, List<string>> SkeletonsOf { get; }

    /// <summary>Executed calls between members of woven assemblies.</summary>
    public IReadOnlyDictionary<FrameCall, long> Calls { get; }

    /// <summary>Weaves frames into all assemblies of some folders that were built with ShadowGen, and notes in another what is needed to read the counts.</summary>
    /// <param name="outputs">Folders of assemblies, which are rewritten in place.</param>
    /// <param name="folder">Is made. The program must run with <see cref="FrameRecorder.FolderVariable"/> set to it.</param>
    /// <returns>How many bodies were woven.</returns>
    public static int Weave(IEnumerable<string> outputs, string folder)
    {
        var weaver = new FrameWeaver();
        var woven = outputs.SelectMany(output => Directory.EnumerateFiles(output, "*.dll")).Sum(weaver.Weave);
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, Members), weaver.Members.Select(member => $"{member.Assembly}\t{member.Member}"));
        foreach (var (assembly, texts) in weaver.Skeletons)
        {
            var home = Directory.CreateDirectory(Path.Combine(folder, Skeletons, assembly));
            for (var i = 0; i < texts.Count; i++)
                File.WriteAllText(Path.Combine(home.FullName, i.ToString("d5", CultureInfo.InvariantCulture) + ".txt"), texts[i]);
        }

        return woven;
    }

    /// <summary>Reads a folder after the program has run.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded in it.</exception>
    public static FrameStudy Read(string folder)
    {
        var members = File.ReadLines(Path.Combine(folder, Members)).Select(line => line.Split('\t')).Select(fields => (Assembly: fields[0], Member: fields[1])).ToList();
        var calls = new Dictionary<FrameCall, long>();
        var files = Directory.GetFiles(folder, "*.frames");
        if (files.Length == 0)
            throw new InvalidOperationException($"No process recorded its calls in '{folder}': did the program run, and end by itself?");
        foreach (var line in files.SelectMany(File.ReadLines))
        {
            var fields = line.Split('\t');
            if (int.Parse(fields[0], CultureInfo.InvariantCulture) is var caller && caller == FrameRecorder.Outside)
                continue;
            var (from, to) = (members[caller], members[int.Parse(fields[1], CultureInfo.InvariantCulture)]);
            var call = new FrameCall(from.Assembly, from.Member, to.Assembly, to.Member);
            calls[call] = calls.GetValueOrDefault(call) + long.Parse(fields[2], CultureInfo.InvariantCulture);
        }

        var skeletons = Directory.EnumerateDirectories(Path.Combine(folder, Skeletons))
            .ToDictionary(home => Path.GetFileName(home), home => Directory.EnumerateFiles(home).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList(), StringComparer.Ordinal);
        return new FrameStudy(skeletons, calls);
    }
}

/// <summary>From one member to another; constructors of a type are one.</summary>
/// <param name="Assembly">The caller's.</param>
/// <param name="Caller">Documentation id.</param>
/// <param name="CalleeAssembly">The callee's.</param>
/// <param name="Callee">Documentation id.</param>
public sealed record FrameCall(string Assembly, string Caller, string CalleeAssembly, string Callee);
