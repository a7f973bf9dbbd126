using ShadowGen.Prediction.Benchmarks.Data;

const int Measured = 0;
const int WrongArguments = 2;

try
{
    return args switch
    {
        ["list", "--data", var folder] => List(folder),
        _ => Wrong($"there is no '{string.Join(' ', args)}'"),
    };
}
catch (InvalidDataException e)
{
    return Wrong(e.Message);
}

static int List(string folder)
{
    foreach (var set in CallSet.ReadAll(folder))
        Console.WriteLine($"{set.Name,-24}{set.Sequences.Length,8} sequences {set.Events,10} events {set.Operations,6} operations, {set.Extra ?? "no resource"}, hold-out {(set.HoldsOutTails ? "tails" : "sequences")}");
    return Measured;
}

static int Wrong(string what)
{
    Console.Error.WriteLine($"error: {what}");
    Console.Error.WriteLine("usage: list --data FOLDER");
    return WrongArguments;
}
