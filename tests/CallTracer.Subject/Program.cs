using ShadowGen.CallTracer.Subject;

[assembly: ShadowGen.ShadowNamespace("ShadowGen.CallTracer.Subject")]

var sum = Shapes.Overloads() + Shapes.Generic() + Shapes.Structs() + Shapes.Branches(3) + Shapes.Virtual() + await Shapes.Async().ConfigureAwait(false) + Shapes.Threads();
sum += Shapes.Faults() + new Initialised(1).Sum + new Initialised().Sum + Shapes.Iterate().Sum() + Shapes.Local(4) + Shapes.Bases();
Console.WriteLine(sum);
