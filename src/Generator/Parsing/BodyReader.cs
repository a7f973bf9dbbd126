using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Frequency;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Reads one member's control-flow graph, with those of its lambdas and local functions, which are code of the member.</summary>
internal sealed class BodyReader(Facts facts, string caller, CancellationToken cancellation)
{
    /// <summary>Expected runs of a lambda that is handed to code which takes it for the elements of something.</summary>
    private const double RunsOfLambda = 3;

    /// <summary>Of what a type overrides, the code that is given an object of it calls little.</summary>
    private const double ShareOfCallbacks = 0.05;

    /// <summary>Lambdas in lambdas in lambdas: none that a person writes is deeper.</summary>
    private const int MostNested = 32;

    private readonly Dictionary<IMethodSymbol, double> _localCalls = new(SymbolEqualityComparer.Default);
    private readonly List<(IMethodSymbol Function, ControlFlowGraph Graph)> _localFunctions = [];
    private int _depth;

    /// <summary>Operations that one run executes, as far as it is expected to come by them.</summary>
    public double Cost { get; private set; }

    public void Read(ControlFlowGraph graph)
    {
        Read(graph, 1);

        // In the order of the source: one that only a later one calls is not counted for it.
        for (var i = 0; i < _localFunctions.Count; i++)
        {
            var (function, body) = _localFunctions[i];
            if (_localCalls.TryGetValue(function, out var calls))
                Read(body, calls);
        }
    }

    private void Read(ControlFlowGraph graph, double runs)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_depth == MostNested)
            return;
        _depth++;
        foreach (var function in graph.LocalFunctions)
            _localFunctions.Add((function, graph.GetLocalFunctionControlFlowGraph(function, cancellation)));
        var frequencies = BodyGraph.FrequenciesOf(graph);
        foreach (var block in graph.Blocks)
        {
            var frequency = runs * frequencies[block.Ordinal];
            if (frequency <= 0)
                continue;
            foreach (var operation in block.Operations)
                Visit(operation, graph, frequency);
            if (block.BranchValue is { } value)
                Visit(value, graph, frequency);
        }

        _depth--;
    }

    private void Visit(IOperation operation, ControlFlowGraph graph, double frequency)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Cost += frequency;
        switch (operation)
        {
            case IInvocationOperation call:
                Call(call, frequency);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                facts.AddInstantiated(creation.Type);
                Member(constructor, frequency);
                break;
            case ITypeParameterObjectCreationOperation or IArrayCreationOperation or IDefaultValueOperation:
                facts.AddInstantiated(operation.Type);
                break;
            case IPropertyReferenceOperation property when operation.Parent is not INameOfOperation:
                Property(property, frequency);
                break;
            case IBinaryOperation { OperatorMethod: { } method }:
                Member(method, frequency);
                break;
            case IUnaryOperation { OperatorMethod: { } method }:
                Member(method, frequency);
                break;
            case IConversionOperation { OperatorMethod: { } method }:
                Member(method, frequency);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: { } method }:
                Member(method, frequency);
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: { } method }:
                Member(method, frequency);
                break;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation added } when facts.IsOwn(added.Event):
                facts.AddCall(caller, added.Event, PriorKind.Direct, frequency);
                break;
            case IDelegateCreationOperation creation:
                Delegate(creation, graph, frequency);
                if (creation.Target is IFlowAnonymousFunctionOperation)
                    return;
                break;
            case IFlowAnonymousFunctionOperation lambda:
                Read(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), frequency);
                return;
        }

        foreach (var child in operation.ChildOperations)
            Visit(child, graph, frequency);
    }

    private void Call(IInvocationOperation call, double frequency)
    {
        var target = call.TargetMethod;
        if (target.MethodKind == MethodKind.DelegateInvoke)
        {
            if (call.Instance?.Type is INamedTypeSymbol type)
                facts.AddTaken(caller, PlaceOf(call.Instance), type, frequency);
            return;
        }

        if (target.MethodKind == MethodKind.LocalFunction)
        {
            var function = target.OriginalDefinition;
            _localCalls[function] = _localCalls.TryGetValue(function, out var known) ? known + frequency : frequency;
            return;
        }

        var isDispatched = call.IsVirtual && !IsExact(call.Instance) || target.IsAbstract;
        if (facts.IsOwn(target) || (isDispatched && target.ContainingType.TypeKind is TypeKind.Interface or TypeKind.Class && !IsOfOthers(call.Instance)))
            facts.AddCall(caller, target, isDispatched ? PriorKind.Virtual : PriorKind.Direct, frequency);
        if (!facts.IsOwn(target))
            Callbacks(call, frequency);
    }

    // Code that is not ours may call what the types that it is given override: comparers, keys of dictionaries, elements that are printed.
    private void Callbacks(IInvocationOperation call, double frequency)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var type in TypesGivenBy(call))
        {
            if (type is INamedTypeSymbol { OriginalDefinition: { } definition } && facts.IsOwn(definition) && seen.Add(definition))
            {
                foreach (var member in Overriding.OfOthers(definition, facts))
                    facts.AddCall(caller, member, PriorKind.Callback, frequency * ShareOfCallbacks);
            }
        }
    }

    private static IEnumerable<ITypeSymbol?> TypesGivenBy(IInvocationOperation call)
    {
        foreach (var type in call.TargetMethod.TypeArguments)
            yield return type;
        foreach (var type in call.TargetMethod.ContainingType.TypeArguments)
            yield return type;
        foreach (var argument in call.Arguments)
        {
            var value = argument.Value;
            while (value is IConversionOperation conversion)
                value = conversion.Operand;
            yield return value.Type;
        }
    }

    private void Property(IPropertyReferenceOperation reference, double frequency)
    {
        var property = reference.Property;
        var isDispatched = (property.IsVirtual || property.IsAbstract || property.IsOverride) && !IsExact(reference.Instance);
        if (facts.IsOwn(property) && (isDispatched || !IsAuto(property)))
            facts.AddCall(caller, property, isDispatched ? PriorKind.Virtual : PriorKind.Direct, frequency);
    }

    private void Member(IMethodSymbol method, double frequency)
    {
        if (facts.IsOwn(method))
            facts.AddCall(caller, method, PriorKind.Direct, frequency);
    }

    private void Delegate(IDelegateCreationOperation creation, ControlFlowGraph graph, double frequency)
    {
        var destination = DestinationOf(creation);
        switch (creation.Target)
        {
            case IFlowAnonymousFunctionOperation lambda:
                Read(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), frequency * RunsOf(destination));
                break;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local }:
                _localCalls[local.OriginalDefinition] = (_localCalls.TryGetValue(local.OriginalDefinition, out var known) ? known : 0) + (frequency * RunsOf(destination));
                break;
            case IMethodReferenceOperation { Method: { } method } when facts.IsOwn(method):
                if (destination is IParameterSymbol parameter && !facts.IsOwn(parameter.ContainingSymbol))
                    facts.AddCall(caller, method, PriorKind.Callback, frequency * RunsOf(destination));
                else if (destination is not null)
                    facts.AddGiven(caller, destination, method, frequency);
                if (creation.Type is INamedTypeSymbol type)
                    facts.AddGiven(caller, type.OriginalDefinition, method, frequency);
                break;
        }
    }

    // Code that is not ours and takes a function calls it for each of something; our own is read itself, or not known.
    private double RunsOf(ISymbol? destination) =>
        destination is IParameterSymbol parameter && !facts.IsOwn(parameter.ContainingSymbol) && IsForEach(parameter) ? RunsOfLambda : 1;

    private static bool IsForEach(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.Parameters.Length: > 0 } && parameter.ContainingNamespace.ToDisplayString() is var space
        && (space == "System" || space.StartsWith("System.Linq", StringComparison.Ordinal) || space.StartsWith("System.Collections", StringComparison.Ordinal) || space == "System.Threading.Tasks");

    /// <summary>Where a delegate goes: a parameter, a field, a property or an event; null for none of those.</summary>
    private static ISymbol? DestinationOf(IDelegateCreationOperation creation)
    {
        IOperation? operation = creation;
        while (operation.Parent is IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation)
            operation = operation.Parent;
        return operation.Parent switch
        {
            IArgumentOperation { Parameter: { } parameter } => parameter.OriginalDefinition,
            IAssignmentOperation assignment when assignment.Value == operation => PlaceOf(assignment.Target),
            IEventAssignmentOperation { EventReference: IEventReferenceOperation added } => added.Event.OriginalDefinition,
            IFieldInitializerOperation field => field.InitializedFields[0].OriginalDefinition,
            _ => null,
        };
    }

    private static ISymbol? PlaceOf(IOperation? operation) => operation switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        IFieldReferenceOperation field => field.Field.OriginalDefinition,
        IPropertyReferenceOperation property => property.Property.OriginalDefinition,
        IEventReferenceOperation added => added.Event.OriginalDefinition,
        IConversionOperation conversion => PlaceOf(conversion.Operand),
        _ => null,
    };

    private static bool IsExact(IOperation? receiver) => receiver switch
    {
        null => true,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => receiver.Type is { IsSealed: true },
        IObjectCreationOperation => true,
        _ => receiver.Type is { IsSealed: true } or { IsValueType: true, TypeKind: not TypeKind.TypeParameter },
    };

    // What is exactly of a type of another assembly runs that type's method, also where it is seen as an interface.
    private bool IsOfOthers(IOperation? receiver)
    {
        while (receiver is IConversionOperation { OperatorMethod: null } conversion)
            receiver = conversion.Operand;
        return receiver?.Type is IArrayTypeSymbol || (receiver?.Type is INamedTypeSymbol type && !facts.IsOwn(type) && IsExact(receiver));
    }

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
