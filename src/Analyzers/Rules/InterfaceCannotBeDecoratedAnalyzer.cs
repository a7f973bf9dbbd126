using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.Rules;

/// <summary>
/// SHG0006: an interface that is marked <c>[Shadowed]</c>, at its name, or registered by <c>AddShadowed</c> and its like, at the call, and that has no decorator.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterfaceCannotBeDecoratedAnalyzer() : RuleAnalyzer(Rule)
{
    private const string Registration = "Microsoft.Extensions.DependencyInjection.ShadowedServiceCollectionExtensions";

    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.InterfaceCannotBeDecorated,
        "Interface cannot be decorated",
        "'{0}' {1}. It is registered without a decorator, so calls from outside the compilation are not counted; change the interface, or {2}.");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        // Without the package that registers them there are no decorators to miss.
        if (start.Compilation.GetTypeByMetadataName(Registration) is not { } registration)
            return;
        start.RegisterSymbolAction(symbol => AnalyzeType(symbol, known), SymbolKind.NamedType);
        start.RegisterOperationAction(operation => AnalyzeCall(operation, known, registration), OperationKind.Invocation);
    }

    private static void AnalyzeType(SymbolAnalysisContext context, KnownAttributes known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind == TypeKind.Interface && IsMarked(type, known) && DecoratorFault.Find(type, context.Compilation) is { } fault)
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], type.Name, fault, "mark its implementations instead"));
    }

    private static void AnalyzeCall(OperationAnalysisContext context, KnownAttributes known, INamedTypeSymbol registration)
    {
        var call = (IInvocationOperation)context.Operation;
        if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, registration)
            && ServiceOf(call) is { TypeKind: TypeKind.Interface, OriginalDefinition: var type }
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly)
            && !IsMarked(type, known)
            && DecoratorFault.Find(type, context.Compilation) is { } fault)
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Syntax.GetLocation(), type.Name, fault, "register it as any other service"));
    }

    private static INamedTypeSymbol? ServiceOf(IInvocationOperation call) =>
        call.TargetMethod.TypeArguments.Length != 0
            ? call.TargetMethod.TypeArguments[0] as INamedTypeSymbol
            : call.Arguments.Select(static argument => argument.Value).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand as INamedTypeSymbol;

    private static bool IsMarked(INamedTypeSymbol type, KnownAttributes known) =>
        type.GetMembers().OfType<IMethodSymbol>().Append((ISymbol)type).Any(symbol => symbol.GetAttributes().Any(attribute => known.IsShadowed(attribute.AttributeClass)));
}
