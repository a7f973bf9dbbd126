using ShadowGen.Generator.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Synthetic;

var all = Contestant.Rivals.Append(Contestant.ShadowGen).Append(Contestant.ShadowGenEverything).ToList();
var n = int.Parse(args[0]);
foreach (var c in args.Length > 1 ? all.Where(c => c.Name == args[1]) : all)
{
    var run = new DriverRun(c, SyntheticSize.Full);
    Console.WriteLine(c.Name);
    for (var i = 0; i < n; i++)
    {
        run.Round();
        if (i == 3 || i == n - 1)
        {
            foreach (var r in run.Times.Runs) Console.Write($"{r} {run.Times.Of(r):0.0} cpu {run.Times.ProcessorOf(r):0.0}  ");
            Console.WriteLine();
        }
    }
    run.MeasureRetained();
    Console.WriteLine(run.Times.RetainedMegabytes);
}
