using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>Which calls within one run of a method may be made ahead of where they stand.</summary>
/// <param name="MethodId">As in the skeleton.</param>
/// <param name="Class">The emitted class of which one object is made for each run; unique in the assembly.</param>
/// <param name="Self">The type of the method's <c>this</c>, or "" when it is static.</param>
/// <param name="IsDispatched">Whether a call of the method may run another one's body.</param>
/// <param name="Parameters">As the method's shim has them.</param>
/// <param name="Fields">What the scope reads that its code may not name.</param>
/// <param name="Sites">The call sites, all in the plan's own file, whose shims are of their own.</param>
internal sealed record PlanModel(
    string MethodId,
    string DocId,
    string Display,
    string Class,
    string Self,
    bool IsDispatched,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<HiddenFieldModel> Fields,
    EquatableArray<AheadCallModel> Calls,
    EquatableArray<AheadSiteModel> Sites)
{
    /// <summary>The name of the element in the texts of a call in a loop.</summary>
    public const string Element = "element";

    /// <summary>The field of the scope that holds a parameter.</summary>
    public static string FieldOf(string parameter) => "_" + parameter.TrimStart('@');

    /// <summary>Ids of the methods of interfaces and base classes for which this one is run.</summary>
    public EquatableArray<string> Slots { get; init; }

    public IEnumerable<PlanLinkModel> ToLinks() => Slots.Select(slot => new PlanLinkModel(slot, Class, Self, IsCast: true)).Append(new PlanLinkModel(MethodId, Class, IsDispatched ? Self : "", IsCast: false));
}

/// <summary>What a caller's file must know of a plan.</summary>
/// <param name="MethodId">What is called: the method of the plan, or one for which it is run.</param>
/// <param name="ExactType">The type that the receiver must be of, and no other one, or "".</param>
/// <param name="IsCast">Whether the receiver is known as another type.</param>
internal sealed record PlanLinkModel(string MethodId, string Class, string ExactType, bool IsCast);

/// <summary>A field that is reached by <c>UnsafeAccessor</c>.</summary>
internal sealed record HiddenFieldModel(string Owner, string Type, string MetadataName);

/// <summary>What is made ahead.</summary>
internal enum PlannedKind
{
    /// <summary>The call itself.</summary>
    Speculation,

    /// <summary>A call of the method that its <c>Prefetch</c> names.</summary>
    Prefetch,
}

/// <summary>One call that may be made ahead. Its texts are expressions over the fields of the scope.</summary>
/// <param name="Edge">The edge in the plan's file.</param>
/// <param name="Point">0: the method's entry; else a site of the plan.</param>
/// <param name="Probability">That the method comes to the call once it is at the point: 0 to 1.</param>
/// <param name="Receiver">"" for a static method.</param>
/// <param name="Arguments">One for each of the callee's parameters.</param>
/// <param name="IsFirstByReference">Whether the first argument is the receiver of an extension, which is compared as an object that is called is.</param>
/// <param name="Result">The type in the callee's <c>Task&lt;T&gt;</c> or <c>ValueTask&lt;T&gt;</c>; "" for a prefetch.</param>
/// <param name="Warm">Null for a speculation.</param>
/// <param name="List">Null where the call stands in no loop.</param>
internal sealed record AheadCallModel(
    PlannedKind Kind,
    string CalleeDocId,
    int Edge,
    int Point,
    double Probability,
    string Receiver,
    EquatableArray<string> Arguments,
    bool IsFirstByReference,
    string Result,
    WarmModel? Warm,
    ListModel? List)
{
    /// <summary>The callee as the call site has it, where it is of a generic type; else null: as its edge's shim has it.</summary>
    public ShimModel? Shim { get; init; }

    /// <summary>What the edge's shim is given for its type parameters, in angle brackets, or "".</summary>
    public string TypeArguments { get; init; } = "";
}

/// <summary>The method that fetches ahead.</summary>
/// <param name="Name">Escaped where it is a keyword.</param>
/// <param name="Container">Fully qualified.</param>
/// <param name="IsHidden">Whether it is reached by <c>UnsafeAccessor</c>.</param>
internal sealed record WarmModel(string Name, string Container, bool IsStatic, bool IsHidden, AsyncKind Async, string ReturnType, EquatableArray<ParameterModel> Parameters);

/// <summary>The elements that a loop hands to its call, one after the other.</summary>
/// <param name="Text">The list, as an expression over the fields of the scope.</param>
/// <param name="Type">Of the list.</param>
/// <param name="Count">The member that has the number of elements.</param>
internal sealed record ListModel(string Text, string Type, string Count);

/// <summary>A call site that has to do with a plan.</summary>
/// <param name="Call">What may have been made ahead for it, or -1.</param>
/// <param name="Point">The point that the method is at when it comes here, or 0.</param>
internal sealed record AheadSiteModel(int Edge, int Line, int Column, int Call, int Point);
