using System.Globalization;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Reads the budgets that a method's attribute gives to each of its calls. What can be no limit is none: a rule tells of it.</summary>
internal static class MethodBudgets
{
    /// <summary>Members of the attribute, and the runtime's parameters for them.</summary>
    private static readonly (string Member, string Parameter)[] Kinds =
    [
        (KnownNames.CpuBudgetMilliseconds, "cpuMilliseconds"),
        (KnownNames.ElapsedBudgetMilliseconds, "elapsedMilliseconds"),
        (KnownNames.AllocatedBytesBudget, "allocatedBytes"),
        (KnownNames.NetworkBytesBudget, "networkBytes"),
        (KnownNames.DepthBudget, "depth"),
        (KnownNames.CallBudget, "calls"),
    ];

    /// <returns>Null when the method has none.</returns>
    public static BudgetModel? Of(IMethodSymbol method)
    {
        var mark = method.GetAttributes().FirstOrDefault(static attribute => Attributes.Is(attribute, KnownNames.RootNamespace, KnownNames.ShadowedAttribute));
        if (mark is null || mark.NamedArguments.IsEmpty)
            return null;
        var limits = Kinds.Select(kind => (kind.Parameter, Value: mark.NamedArguments.FirstOrDefault(argument => argument.Key == kind.Member).Value))
            .Select(static kind => (kind.Parameter, Text: kind.Value.Kind == TypedConstantKind.Primitive ? TextOf(kind.Value.Value) : ""))
            .Where(static kind => kind.Text.Length != 0).Select(static kind => $"{kind.Parameter}: {kind.Text}").ToList();
        return limits.Count == 0
            ? null
            : new BudgetModel(MethodIds.Of(method.ContainingAssembly.Name, method.GetDocumentationCommentId()!), $"{method.ContainingType.Name}.{method.Name}", string.Join(", ", limits));
    }

    private static string TextOf(object? value) => value switch
    {
        double number and > 0 and < double.PositiveInfinity => number.ToString("R", CultureInfo.InvariantCulture),
        long number and > 0 => number.ToString(CultureInfo.InvariantCulture),
        int number and > 0 => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
