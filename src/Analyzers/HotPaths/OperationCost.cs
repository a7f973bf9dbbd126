using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>
/// What an operation costs beside a plain one, which is 1 and stands for about a nanosecond. The classes are orders of magnitude, after J. Dean's latency numbers for
/// what leaves the process and the published benchmarks of the framework for what does not: a call that is not inlined, an allocation and a look-up take some ten
/// nanoseconds, text that is made some fifty, a pattern that is matched or a tree that is parsed a microsecond, a system call several, another machine far more. What is far
/// more is cut off at ten thousand: beside an unbounded cost the rest of a program could not be told apart. Thread-safe.
/// </summary>
internal sealed class OperationCost(Func<IMethodSymbol, SyntaxTree, bool> isSeen)
{
    public const double Plain = 1;
    private const double OwnCall = 2;
    private const double ForeignAccess = 2;
    private const double ForeignCall = 10;
    private const double Allocation = 10;
    private const double MadeText = 50;

    /// <summary>From here on a call is a service's or the operating system's, and one of them is as good as a loop.</summary>
    public const double Service = 2_000;

    private const double Remote = 10_000;

    // The longest name that matches decides: a type's full name, or a namespace with all below it.
    private static readonly Dictionary<string, double> ByName = new(StringComparer.Ordinal)
    {
        ["System.Math"] = ForeignAccess,
        ["System.MathF"] = ForeignAccess,
        ["System.Span"] = ForeignAccess,
        ["System.ReadOnlySpan"] = ForeignAccess,
        ["System.Runtime"] = ForeignAccess,
        ["System.Numerics"] = ForeignAccess,
        ["System.String"] = 20,
        ["System.Text"] = 20,
        ["System.Linq"] = MadeText,
        ["System.Collections.Immutable"] = MadeText,
        ["System.Text.RegularExpressions"] = 500,
        ["System.Reflection"] = 500,
        ["System.Activator"] = 500,
        ["System.Text.Json"] = 1_000,
        ["System.Xml"] = 1_000,
        ["Newtonsoft.Json"] = 1_000,
        ["System.Security.Cryptography"] = 1_000,
        ["System.IO.Compression"] = Service,
        ["System.Console"] = Service,
        ["System.IO"] = Service,
        ["System.IO.Path"] = MadeText,
        ["System.IO.MemoryStream"] = ForeignCall,
        ["System.IO.StringReader"] = ForeignCall,
        ["System.IO.StringWriter"] = ForeignCall,
        ["System.IO.BinaryReader"] = ForeignCall,
        ["System.IO.BinaryWriter"] = ForeignCall,
        ["System.IO.TextReader"] = ForeignCall,
        ["System.IO.TextWriter"] = ForeignCall,
        ["System.Diagnostics.Process"] = Remote,
        ["System.Net"] = Remote,
        ["System.Net.IPAddress"] = ForeignCall,
        ["System.Net.IPEndPoint"] = ForeignCall,
        ["System.Net.WebUtility"] = MadeText,
        ["System.Net.Http.Headers"] = MadeText,
        ["System.Data"] = Remote,
        ["System.Data.DataTable"] = MadeText,
        ["System.Data.DataRow"] = ForeignCall,
        ["Microsoft.EntityFrameworkCore"] = Remote,
        ["Microsoft.Data"] = Remote,
        ["Dapper"] = Remote,
        ["Npgsql"] = Remote,
        ["MongoDB.Driver"] = Remote,
        ["StackExchange.Redis"] = Remote,
        ["Grpc"] = Remote,
        ["Azure"] = Remote,
        ["Amazon"] = Remote,
        ["RabbitMQ.Client"] = Remote,
        ["Confluent.Kafka"] = Remote,
    };

    private readonly ConcurrentDictionary<ISymbol, double> _ofType = new(SymbolEqualityComparer.Default);

    /// <summary>One run of an operation, without its operands.</summary>
    /// <param name="operation">Of any kind.</param>
    /// <param name="own">The assembly whose own code is costed by its bodies.</param>
    public double Of(IOperation operation, IAssemblySymbol own)
    {
        switch (operation.Kind)
        {
            case OperationKind.Block or OperationKind.ExpressionStatement or OperationKind.Argument or OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference
                or OperationKind.InstanceReference or OperationKind.VariableDeclaration or OperationKind.VariableDeclarationGroup or OperationKind.VariableDeclarator or OperationKind.VariableInitializer
                or OperationKind.Parenthesized or OperationKind.ObjectOrCollectionInitializer or OperationKind.TypeOf or OperationKind.NameOf or OperationKind.Discard:
                return 0;
            case OperationKind.Invocation:
                return OfCall(((IInvocationOperation)operation).TargetMethod, operation, own);
            case OperationKind.PropertyReference:
                var property = ((IPropertyReferenceOperation)operation).Property;
                return IsOf(property, own) ? Plain : Math.Min(OfType(property.ContainingType), ForeignAccess);
            case OperationKind.ObjectCreation:
                return operation.Type is { IsValueType: true } ? Plain
                    : ((IObjectCreationOperation)operation).Constructor is { } constructor && !IsOf(constructor, own) ? Math.Max(Allocation, OfType(constructor.ContainingType)) : Allocation;
            case OperationKind.ArrayCreation or OperationKind.AnonymousObjectCreation or OperationKind.DelegateCreation or OperationKind.TypeParameterObjectCreation or OperationKind.CollectionExpression
                or OperationKind.With or OperationKind.Await or OperationKind.Lock:
                return Allocation;
            case OperationKind.InterpolatedString:
                return operation.ConstantValue.HasValue ? 0 : MadeText;
            case OperationKind.Binary:
                return operation is { Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } ? MadeText : operation.ConstantValue.HasValue ? 0 : Plain;
            default:
                return Plain;
        }
    }

    private double OfCall(IMethodSymbol method, IOperation operation, IAssemblySymbol own)
    {
        if (IsOf(method, own) || method.MethodKind == MethodKind.DelegateInvoke)
            return OwnCall;
        var cost = OfType(method.ContainingType);

        // What a shim measures already is no reason for another one.
        return cost >= Service && isSeen(method, operation.Syntax.SyntaxTree) ? OwnCall : cost;
    }

    private double OfType(INamedTypeSymbol? type) => type is null ? ForeignCall : _ofType.TryGetValue(type.OriginalDefinition, out var cost) ? cost : _ofType[type.OriginalDefinition] = Find(type);

    private static double Find(INamedTypeSymbol type)
    {
        var outermost = type;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        var name = outermost.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{outermost.Name}" : outermost.Name;
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (ByName.TryGetValue(name.Substring(0, end), out var cost))
                return cost;
        }

        return ForeignCall;
    }

    private static bool IsOf(ISymbol symbol, IAssemblySymbol own) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own);
}
