using ShadowGen.Codebases;
using ShadowGen.Codebases.Report;

if (args.Length == 0 || args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(Options.Help);
    return args.Length == 0 ? ExitCodes.Usage : ExitCodes.Same;
}

try
{
    var options = Options.Parse(args);
    var study = new Study(options).Run();
    if (options.Frames is { } frames)
    {
        Console.WriteLine($"Who called whom: {frames}");
        return ExitCodes.Same;
    }

    Console.WriteLine(TextReport.Of(study));
    JsonReport.Write(study, Path.Combine(options.Work, "report.json"));
    Console.WriteLine($"All output of builds and tests: {Path.Combine(options.Work, "logs")}");
    return study.Verdict.ExitCode;
}
catch (StudyException exception)
{
    Console.Error.WriteLine("error: " + exception.Message);
    return exception.ExitCode;
}
