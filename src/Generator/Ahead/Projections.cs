using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Ahead;

/// <summary>
/// Writes what a method hands to a call as an expression over what is known when the method is entered: its <c>this</c>, its parameters, and what is read of those without effect. Whether the value is still
/// the same at the call is compared there.
/// </summary>
internal sealed class Projections(IMethodSymbol method, Shared.EquatableArray<ParameterModel> names, Aliases aliases, Nameability nameability, TypeText types, Compilation compilation)
{
    public const string Self = ShimNames.Self;

    private const int Deepest = 16;

    private readonly List<HiddenFieldModel> _fields = [];

    /// <summary>What the expressions read through accessors, named <see cref="Accessor"/> by their order.</summary>
    public IReadOnlyList<HiddenFieldModel> Fields => _fields;

    /// <summary>The loop whose elements have a name of their own where the expressions stand, or null.</summary>
    public Loops? Loop { get; set; }

    /// <summary>Whether the element was used since this was last set to false.</summary>
    public bool UsesElement { get; set; }

    public static string Accessor(int field) => "Field" + field.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <returns>Null where the value cannot be known at entry.</returns>
    public Projection? Of(IOperation? operation, int depth = 0)
    {
        if (operation is null || depth > Deepest)
            return null;
        if (operation.ConstantValue is { HasValue: true, Value: var constant } && operation.Type is { } type)
            return Constant(constant, type);
        switch (operation)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Parameter(parameter);
            case ILocalReferenceOperation { Local: var local }:
                return IsElement(local) ? Use() : Of(aliases.InitializerOf(local), depth + 1);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return new Projection(Self, MayChange: false);
            case IFieldReferenceOperation access:
                return Field(access, depth);
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } access:
                return Property(access, depth);
            case IPropertyReferenceOperation { Instance: { } list } access:
                return IsElementAt(list, access.Arguments.Length == 1 ? access.Arguments[0].Value : null) ? Use() : null;
            case IArrayElementReferenceOperation access:
                return IsElementAt(access.ArrayReference, access.Indices.Length == 1 ? access.Indices[0] : null) ? Use() : null;
            case IConversionOperation { OperatorMethod: null, IsTryCast: false, IsImplicit: true } conversion when Nameable(conversion.Type):
                return Of(conversion.Operand, depth + 1) is { } value ? value with { Text = IsIdentity(conversion) ? value.Text : $"(({types.Of(conversion.Type!)}){value.Text})" } : null;
            case IDefaultValueOperation { Type: { } type0 } when Nameable(type0):
                return new Projection($"default({types.Of(type0)})", MayChange: false);
            case IParenthesizedOperation parenthesized:
                return Of(parenthesized.Operand, depth + 1);
            default:
                return null;
        }
    }

    /// <summary>Whether equal values of a type are the same to every caller: of a decimal or a date they are not.</summary>
    public static bool HasExactEquality(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_DateTime } => false,
        { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => HasExactEquality(nullable.TypeArguments[0]),
        INamedTypeSymbol named => Values.NameOf(named) is "System.Guid" or "System.TimeSpan" or "System.DateOnly" or "System.TimeOnly" or "System.Threading.CancellationToken",
        _ => false,
    };

    private bool IsElement(ISymbol variable) => Loop is { IsCounted: false } loop && SymbolEqualityComparer.Default.Equals(loop.Variable, variable);

    private Projection Use()
    {
        UsesElement = true;
        return new Projection(PlanModel.Element, MayChange: true);
    }

    // list[i] of a loop that counts through the list by i.
    private bool IsElementAt(IOperation list, IOperation? index) =>
        Loop is { IsCounted: true } loop && index is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, loop.Variable) && Loops.IsSame(list, loop.List);

    private Projection? Constant(object? value, ITypeSymbol type)
    {
        if (!Nameable(type))
            return null;
        return value is null ? new Projection($"default({types.Of(type)})", MayChange: false)
            : DefaultValues.Of(value, type) is var text && text != "default" ? new Projection(type.SpecialType == SpecialType.System_String ? text : $"(({types.Of(type)}){text})", MayChange: false)
            : null;
    }

    private Projection? Parameter(IParameterSymbol parameter)
    {
        if (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method))
            return parameter.RefKind == RefKind.None && !aliases.IsWritten(parameter) ? new Projection(PlanModel.FieldOf(names[parameter.Ordinal].Name), MayChange: false) : null;

        // Of a primary constructor: the compiler keeps what a member uses in a field of that name.
        return !method.IsStatic && parameter.RefKind == RefKind.None && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, method.ContainingType)
                ? Hidden(Self, method.ContainingType, parameter.Type, $"<{parameter.Name}>P")
                : null;
    }

    private Projection? Field(IFieldReferenceOperation access, int depth)
    {
        var field = access.Field;
        if (IsUnwelcome(field) || field.IsStatic || field.RefKind != RefKind.None || field.IsFixedSizeBuffer || Of(access.Instance, depth + 1) is not { } owner)
            return null;
        var mayChange = owner.MayChange || !field.IsReadOnly;
        if (IsAccessible(field))
            return new Projection($"{owner.Text}.{TypeText.Escape(field.Name)}", mayChange);
        return Hidden(owner.Text, field.ContainingType, field.Type, field.MetadataName) is { } hidden ? hidden with { MayChange = mayChange } : null;
    }

    private Projection? Property(IPropertyReferenceOperation access, int depth)
    {
        var property = access.Property;
        if (property is { IsStatic: true, Name: "None", ContainingType.Name: "CancellationToken" })
            return new Projection("default(global::System.Threading.CancellationToken)", MayChange: false);
        if (IsUnwelcome(property) || property.IsStatic || property.GetMethod is not { } getter || property.RefKind != RefKind.None || property.ContainingType.TypeKind == TypeKind.Interface || Of(access.Instance, depth + 1) is not { } owner)
            return null;
        var backing = property.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
        var isAutomatic = !property.IsVirtual && !property.IsAbstract && !property.IsOverride && (backing is not null || IsCompilers(getter));
        if (!isAutomatic && !IsKnown(property))
            return null;
        var mayChange = owner.MayChange || !(Values.IsHarmless(property.ContainingType) || property.SetMethod is null or { IsInitOnly: true });
        if (IsAccessible(getter))
            return new Projection($"{owner.Text}.{TypeText.Escape(property.Name)}", mayChange);
        return backing is not null && Hidden(owner.Text, property.ContainingType, property.Type, backing.MetadataName) is { } hidden ? hidden with { MayChange = mayChange } : null;
    }

    private Projection? Hidden(string owner, INamedTypeSymbol declaring, ITypeSymbol type, string name)
    {
        if (declaring.TypeKind != TypeKind.Class || PartialTypes.Chain(declaring).Any(static part => part.Arity != 0) || !Nameable(declaring) || !Nameable(type))
            return null;
        var field = new HiddenFieldModel(types.Of(declaring), types.Of(type), name);
        if (!_fields.Contains(field))
            _fields.Add(field);
        return new Projection($"{Accessor(_fields.IndexOf(field))}({owner})", MayChange: true);
    }

    // Naming it might be an error where nobody has said that it is meant.
    private static bool IsUnwelcome(ISymbol member) => member.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" or "ExperimentalAttribute" });

    private bool IsAccessible(ISymbol member) => compilation.IsSymbolAccessibleWithin(member, compilation.Assembly) && nameability.Check(member.ContainingType) == SkipReason.None;

    private bool Nameable(ITypeSymbol? type) => type is not null && nameability.Check(type) == SkipReason.None;

    private static bool IsIdentity(IConversionOperation conversion) => SymbolEqualityComparer.Default.Equals(conversion.Type, conversion.Operand.Type);

    // Of another assembly: the compiler says that it wrote the getter.
    private static bool IsCompilers(IMethodSymbol getter) => getter.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "CompilerGeneratedAttribute" });

    // What has no effect, in a type of which that is known.
    private static bool IsKnown(IPropertySymbol property) => !CallRules.HasSource(property) && property.GetMethod is { } getter
        && property.ContainingType is not { Name: "Lazy" or "Task" or "ValueTask" or "ThreadLocal" or "AsyncLocal" } && KnownCalls.Of(getter) is CallKind.Reads or CallKind.Creates;
}
