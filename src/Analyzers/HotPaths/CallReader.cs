using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>Writes down which members one operation calls, without its operands. Not thread-safe.</summary>
internal sealed class CallReader(BodyFacts facts, IAssemblySymbol own, Hierarchy hierarchy)
{
    public void Read(IOperation operation, double frequency, bool isLooped)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                Invocation(call, frequency, isLooped);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                if (creation.Type is { } type && IsOwn(type))
                    facts.Instantiated.Add(type.OriginalDefinition);
                Member(constructor, frequency, isLooped);
                break;
            case IPropertyReferenceOperation reference:
                Property(reference, frequency, isLooped);
                break;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation added }:
                Member(added.Event, frequency, isLooped);
                break;
            case IBinaryOperation { OperatorMethod: { } method }:
                Member(method, frequency, isLooped);
                break;
            case IUnaryOperation { OperatorMethod: { } method }:
                Member(method, frequency, isLooped);
                break;
            case IConversionOperation { OperatorMethod: { } method }:
                Member(method, frequency, isLooped);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: { } method }:
                Member(method, frequency, isLooped);
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: { } method }:
                Member(method, frequency, isLooped);
                break;
            case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } method } } creation:
                Group(creation, method, frequency, isLooped);
                break;
        }
    }

    /// <summary>A loop over an enumerable of ours calls its members, with no word in the source.</summary>
    public void Enumeration(IForEachLoopOperation loop, double entries, double rounds)
    {
        if (!IsOwnEnumerable(loop.Collection) || loop.Syntax is not CommonForEachStatementSyntax syntax || loop.SemanticModel is not { } model)
            return;
        var info = model.GetForEachStatementInfo(syntax);
        Member(info.GetEnumeratorMethod, entries, isLooped: false);
        Member(info.MoveNextMethod, rounds, isLooped: true);
        Member(info.CurrentProperty, rounds, isLooped: true);
    }

    private bool IsOwnEnumerable(IOperation collection)
    {
        while (collection is IConversionOperation conversion)
            collection = conversion.Operand;
        return collection.Type is INamedTypeSymbol type && IsOwn(type);
    }

    private void Invocation(IInvocationOperation call, double frequency, bool isLooped)
    {
        var target = call.TargetMethod;
        if (target.MethodKind == MethodKind.DelegateInvoke)
        {
            if (call.Instance?.Type is INamedTypeSymbol type)
                facts.Taken.Add((PlaceOf(call.Instance), type, frequency, isLooped));
        }
        else if (call.IsVirtual && !IsExact(call.Instance))
        {
            if (IsOwn(target) || hierarchy.Below(target.ContainingType).Count != 0)
                facts.Calls.Add(new(Members.Of(target), ReceiverOf(target, call.Instance), frequency, isLooped, true));
        }
        else if (IsOwn(target))
        {
            facts.Calls.Add(new(Members.Of(target), null, frequency, isLooped, true));
        }
    }

    private void Property(IPropertyReferenceOperation reference, double frequency, bool isLooped)
    {
        var property = reference.Property;
        if (IsOwn(property))
            facts.Calls.Add(new(property.OriginalDefinition, IsVirtual(property) && !IsExact(reference.Instance) ? ReceiverOf(property, reference.Instance) : null, frequency, isLooped, false));
    }

    private void Member(ISymbol? member, double frequency, bool isLooped)
    {
        if (member is not null && IsOwn(member))
            facts.Calls.Add(new(Members.Of(member), IsVirtual(member) ? member.ContainingType : null, frequency, isLooped, false));
    }

    private void Group(IDelegateCreationOperation creation, IMethodSymbol method, double frequency, bool isLooped)
    {
        if (!IsOwn(method))
            return;
        var destination = DestinationOf(creation);
        var member = Members.Of(method);
        if (destination is IParameterSymbol parameter && !IsOwn(parameter.ContainingSymbol))
            facts.Calls.Add(new(member, IsVirtual(method) ? method.ContainingType : null, frequency * DelegateRuns.Of(parameter), isLooped, false));
        else if (destination is not null)
            facts.Given.Add((destination, member));
        if (creation.Type is INamedTypeSymbol type)
            facts.Given.Add((type, member));
    }

    /// <summary>Where a delegate goes: a parameter, a field, a property or an event; null for none of those.</summary>
    public static ISymbol? DestinationOf(IOperation creation)
    {
        while (creation.Parent is IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation)
            creation = creation.Parent;
        return creation.Parent switch
        {
            IArgumentOperation { Parameter: { } parameter } => parameter.OriginalDefinition,
            IAssignmentOperation assignment when assignment.Value == creation => PlaceOf(assignment.Target),
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

    // A field of a derived type holds that type or what derives from it, whatever type declared the member first.
    private static INamedTypeSymbol ReceiverOf(ISymbol member, IOperation? instance) =>
        instance?.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } type && member.ContainingType.TypeKind == TypeKind.Class ? type : member.ContainingType;

    private static bool IsVirtual(ISymbol member) => member.IsVirtual || member.IsAbstract || member.IsOverride;

    private static bool IsExact(IOperation? receiver) => receiver switch
    {
        null or IObjectCreationOperation => true,
        _ => receiver.Type is { IsSealed: true } or { IsValueType: true, TypeKind: not TypeKind.TypeParameter },
    };

    private bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own);
}
