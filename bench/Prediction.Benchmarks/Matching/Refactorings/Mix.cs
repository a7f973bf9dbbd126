namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>Several, one after the other.</summary>
/// <param name="name">In tables.</param>
/// <param name="parts">Each with its share of the places where it can be done, in relation to the mix's own.</param>
internal sealed class Mix(string name, params (Refactoring Part, double Share)[] parts) : Refactoring(name)
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        foreach (var (part, own) in parts) program = part.Apply(program, share * own, random);
        return program;
    }
}
