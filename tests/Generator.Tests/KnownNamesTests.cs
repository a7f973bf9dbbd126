using System.Reflection;
using ShadowGen.Generated;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Tests;

/// <summary>The names that emitted code is made of, held against the real Runtime.</summary>
public class KnownNamesTests
{
    private static readonly Assembly Runtime = typeof(ShadowedAttribute).Assembly;

    public static TheoryData<string, string> Types => new()
    {
        { KnownNames.RootNamespace, KnownNames.ShadowedAttribute },
        { KnownNames.RootNamespace, KnownNames.UnshadowedAttribute },
        { KnownNames.RootNamespace, KnownNames.ShadowNamespaceAttribute },
        { KnownNames.RootNamespace, KnownNames.ShadowCallsAttribute },
        { KnownNames.RootNamespace, KnownNames.ShadowExecution },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowManifestAttribute },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowedApiAttribute },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowSkeleton },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowModule },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowCall },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowArguments },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowBytes },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowDecoratorAttribute },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowDecorator + "`1" },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowDecoratorFactory },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowInner + "`1" },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowOutside },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowEnumeration },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowFrame },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowMethodBudget },
        { KnownNames.GeneratedNamespace, KnownNames.ShadowBudgetCall },
        { KnownNames.RootNamespace, KnownNames.AheadKind },
        { KnownNames.GeneratedNamespace, KnownNames.AheadCall },
        { KnownNames.GeneratedNamespace, KnownNames.AheadPlan },
        { KnownNames.GeneratedNamespace, KnownNames.AheadScope },
    };

    public static TheoryData<string, string> Members => new()
    {
        { KnownNames.ShadowSkeleton, KnownNames.Register },
        { KnownNames.ShadowModule, KnownNames.Loaded },
        { KnownNames.ShadowCall, KnownNames.Enter },
        { KnownNames.ShadowBytes, KnownNames.BytesRead },
        { KnownNames.ShadowBytes, KnownNames.BytesReadByte },
        { KnownNames.ShadowBytes, KnownNames.BytesReadAll },
        { KnownNames.ShadowBytes, KnownNames.BytesReadInto },
        { KnownNames.ShadowBytes, KnownNames.BytesReadFile },
        { KnownNames.ShadowBytes, KnownNames.BytesSent },
        { KnownNames.ShadowBytes, KnownNames.BytesWrote },
        { KnownNames.ShadowBytes, KnownNames.BytesOfText },
        { KnownNames.ShadowBytes, KnownNames.BytesResponse },
        { KnownNames.ShadowCall, KnownNames.EnterAsync },
        { KnownNames.ShadowDecorator + "`1", KnownNames.Inner },
        { KnownNames.ShadowDecoratorFactory, KnownNames.Decorate },
        { KnownNames.ShadowInner + "`1", KnownNames.Service },
        { KnownNames.ShadowOutside, KnownNames.Enter },
        { KnownNames.ShadowOutside, KnownNames.EnterAsync },
        { KnownNames.ShadowCall, KnownNames.Observe },
        { KnownNames.ShadowCall, KnownNames.Arguments },
        { KnownNames.ShadowArguments, KnownNames.Magnitude },
        { KnownNames.ShadowEnumeration, KnownNames.Measure },
        { KnownNames.ShadowFrame, KnownNames.IsMeasured },
        { KnownNames.ShadowFrame, KnownNames.Exit },
        { KnownNames.ShadowMethodBudget, KnownNames.Of },
        { KnownNames.ShadowMethodBudget, KnownNames.Enter },
        { KnownNames.ShadowBudgetCall, KnownNames.Await },
        { KnownNames.ShadowBudgetCall, KnownNames.Exit },
        { KnownNames.AheadPlan, KnownNames.IsWanted },
        { KnownNames.AheadScope, KnownNames.Begin },
        { KnownNames.AheadScope, KnownNames.End },
        { KnownNames.AheadScope, KnownNames.Reached },
        { KnownNames.AheadScope, KnownNames.Passed },
        { KnownNames.AheadScope, KnownNames.Made },
        { KnownNames.AheadScope, KnownNames.Start },
        { KnownNames.AheadScope, KnownNames.StartElement },
        { KnownNames.AheadScope, KnownNames.Linked },
        { KnownNames.AheadScope, KnownNames.Keep },
        { KnownNames.AheadScope, KnownNames.Warm },
        { KnownNames.AheadScope, KnownNames.Arrived },
        { KnownNames.AheadScope, KnownNames.Mismatched },
        { KnownNames.AheadScope, KnownNames.Take },
    };

    [Fact]
    public void What_may_be_made_ahead_is_of_known_kinds() => Assert.Equal([KnownNames.Speculation, KnownNames.Prefetch], Enum.GetNames<AheadKind>());

    /// <summary>The attribute's members, with what they hold: rules read the values as these types.</summary>
    public static TheoryData<string, Type> AttributeMembers => new()
    {
        { KnownNames.Speculative, typeof(bool) },
        { KnownNames.Prefetch, typeof(string) },
        { KnownNames.CpuBudgetMilliseconds, typeof(double) },
        { KnownNames.ElapsedBudgetMilliseconds, typeof(double) },
        { KnownNames.AllocatedBytesBudget, typeof(long) },
        { KnownNames.NetworkBytesBudget, typeof(long) },
        { KnownNames.DepthBudget, typeof(int) },
        { KnownNames.CallBudget, typeof(long) },
    };

    [Theory]
    [MemberData(nameof(AttributeMembers))]
    public void Attribute_members_hold_what_the_rules_read(string name, Type type) => Assert.Equal(type, typeof(ShadowedAttribute).GetProperty(name)!.PropertyType);

    [Fact]
    public void Every_attribute_member_is_known() =>
        Assert.Equal(typeof(ShadowedAttribute).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(p => p.Name).Order(), AttributeMembers.Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void Types_exist(string space, string name) => Assert.True(Runtime.GetType($"{space}.{name}", throwOnError: true)!.IsPublic);

    [Theory]
    [MemberData(nameof(Members))]
    public void Members_exist(string type, string member) =>
        Assert.NotEmpty(Runtime.GetType($"{KnownNames.GeneratedNamespace}.{type}", throwOnError: true)!.GetMember(member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance));

    [Fact]
    public void A_shadow_execution_is_made_by_a_name_that_is_known() => Assert.NotEmpty(typeof(ShadowExecution).GetMember(KnownNames.Of));

    [Fact]
    public void Every_name_is_checked_here()
    {
        var known = typeof(KnownNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!);
        var seen = Types.Concat(Members).SelectMany(row => row.Select(cell => ((string)cell!).Split('`')[0])).Concat(AttributeMembers.Select(row => (string)row[0])).Append(KnownNames.ManifestSkeletonProperty).Append(KnownNames.RuntimeAssembly).Append(KnownNames.Of).Append(KnownNames.Speculation);
        Assert.Empty(known.Except(seen));
    }

    [Fact]
    public void The_assembly_is_the_runtimes() => Assert.Equal(KnownNames.RuntimeAssembly, Runtime.GetName().Name);

    [Fact]
    public void The_most_edges_are_the_runtimes() => Assert.Equal(ShadowSkeleton.MaxEdges, KnownNames.MaxEdges);
}
