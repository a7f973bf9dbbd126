using ShadowGen.Generator.Model;
using Xunit.Abstractions;

namespace ShadowGen.Fuzzer.Tests;

/// <summary>With one guard of the generator switched off, the fuzzer finds what the guard is there for: so finding nothing means something.</summary>
[Collection(nameof(Witness))]
public sealed class TrapTests(ITestOutputHelper output)
{
    private const int MostPrograms = 300;

    [Theory]
    [InlineData(nameof(SkipReason.BaseCall))]
    [InlineData(nameof(SkipReason.ConstrainedTypeParameter))]
    [InlineData(nameof(SkipReason.StaticAbstract))]
    [InlineData(nameof(SkipReason.DynamicArgument))]
    [InlineData(nameof(SkipReason.ExpressionTree))]
    [InlineData(nameof(SkipReason.ConditionalMethod))]
    [InlineData(nameof(SkipReason.LocalFunction))]
    [InlineData(nameof(SkipReason.MethodGroup))]
    [InlineData(nameof(SkipReason.FunctionPointer))]
    [InlineData(nameof(SkipReason.NameOf))]
    [InlineData(nameof(SkipReason.PrivateType))]
    [InlineData(nameof(SkipReason.FileLocalType))]
    [InlineData(nameof(SkipReason.GenericRecursion))]
    [InlineData(nameof(SkipReason.AmbiguousOverride))]
    [InlineData(nameof(SkipReason.HoistedThis))]
    [InlineData(nameof(SkipReason.DuplicateFile))]
    public void Each_trap_is_found(string trap)
    {
        var failure = TrapHunt.Run(Enum.Parse<SkipReason>(trap), seed: 1, MostPrograms, out _);

        Assert.True(failure is not null, $"{MostPrograms} programs did not notice that {trap} is not guarded against.");
        Assert.NotEqual("invalid", failure.Kind);
        output.WriteLine($"{trap}: noticed by program {failure.Program.Seed}, {failure.Difference.Split('\n')[0]}");
    }

    [Fact]
    public void Each_trap_of_the_hunt_has_its_test() => Assert.Equal(
        TrapHunt.Traps.Select(static trap => trap.ToString()).Order(),
        typeof(TrapTests).GetMethod(nameof(Each_trap_is_found))!.GetCustomAttributesData()
            .Where(static data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(static data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!).Order());
}
