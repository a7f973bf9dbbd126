namespace ShadowGen.Budgets;

/// <summary>A method that puts its caller under a budget: a stack is looked at as far as the caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpensBudgetAttribute : Attribute;
