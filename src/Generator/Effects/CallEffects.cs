using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Effects;

/// <summary>Calls of any form: methods, constructors, accessors, delegates.</summary>
internal sealed class CallEffects(EffectAnalysis.Walk walk, OperationEffects body)
{
    public bool TryVisit(IOperation operation, out ulong result)
    {
        switch (operation)
        {
            case IInvocationOperation invocation:
                result = Invoke(invocation);
                return true;
            case IObjectCreationOperation creation:
                var arguments = Arguments(creation.Arguments);
                result = body.Site(creation.Syntax, Union(arguments));
                if (creation.Constructor is { } constructor)
                    Construct(constructor, result, arguments, creation.Syntax);
                return true;
            case IPropertyReferenceOperation property:
                result = Get(property);
                return true;
            case IMethodReferenceOperation group:
                result = Refer(group);
                return true;
            default:
                result = 0;
                return false;
        }
    }

    /// <summary>A property or indexer is assigned.</summary>
    public void Set(IPropertyReferenceOperation access, ulong value, SyntaxNode where)
    {
        var arguments = Arguments(access.Arguments);
        if (access.Property.SetMethod is { } setter && HasSource(setter) && walk.Of(setter) is { } summary)
            Apply(summary, setter, access.Instance is null ? Origins.Shared : body.Location(access.Instance), [.. arguments, value], where);
        else
            body.Put(access.Instance, access.Property, value | Union(arguments), where);
    }

    private ulong Get(IPropertyReferenceOperation access)
    {
        var receiver = access.Instance is null ? Origins.Shared : body.Visit(access.Instance);
        var arguments = Arguments(access.Arguments);
        if (access.Property.GetMethod is { } getter && HasSource(getter) && !walk.IsTrusted(getter) && walk.Of(getter) is { } summary)
            return Apply(summary, getter, receiver, arguments, access.Syntax);
        return body.Deep(receiver | Union(arguments));
    }

    private ulong Invoke(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        var receiver = call.Instance is null ? 0 : target.ContainingType.IsValueType ? body.Location(call.Instance) | body.Visit(call.Instance) : body.Visit(call.Instance);
        var arguments = Arguments(call.Arguments);
        var all = body.Deep(receiver | Union(arguments));
        foreach (var argument in call.Arguments.Where(static argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out))
            body.Assign(argument.Value, all, call.Syntax);

        if (target.MethodKind == MethodKind.DelegateInvoke)
        {
            body.Change(receiver, $"calls the delegate '{call.Instance?.Syntax}', of which nothing is known", call.Syntax);
            return all;
        }

        if (target.MethodKind == MethodKind.LocalFunction)
        {
            body.RunLocal(target.OriginalDefinition, arguments);
            return all | body.Summary.Result;
        }

        if (target.MethodKind == MethodKind.Constructor)
        {
            Construct(target, receiver, arguments, call.Syntax); // of the base type, or another of this one
            return 0;
        }

        if (walk.IsTrusted(target))
            return body.Site(call.Syntax, 0);
        if (HasSource(target) && !IsOpen(target) && walk.Of(target.ReducedFrom ?? target) is { } summary)
            return Apply(summary, target, receiver, arguments, call.Syntax) | body.Site(call.Syntax, 0);
        return External(call, receiver, arguments, all);
    }

    private ulong External(IInvocationOperation call, ulong receiver, ulong[] arguments, ulong all)
    {
        var name = Names.Of(call.TargetMethod.OriginalDefinition);
        var kind = HasSource(call.TargetMethod) && !call.TargetMethod.IsImplicitlyDeclared ? CallKind.Unknown : KnownCalls.Of(call.TargetMethod);
        InvokeDelegates(call);
        switch (kind)
        {
            case CallKind.Reads:
                return all | body.Site(call.Syntax, all);
            case CallKind.Creates:
                return body.Site(call.Syntax, all);
            case CallKind.Fetches:
                return body.Site(call.Syntax, 0);
            case CallKind.ChangesReceiver:
                var changed = call.Instance is null ? Union(arguments) : receiver;
                body.Change(changed, $"calls '{name}', which changes {(call.Instance is null ? "what it is given" : $"'{call.Instance.Syntax}'")}", call.Syntax);
                body.Store(changed, Union(arguments));
                return all | body.Site(call.Syntax, all);
            case CallKind.Acts:
                body.Change(Origins.Shared, $"calls '{name}', which is more than a read", call.Syntax);
                return all;
            default:
                body.Change(Origins.Shared, $"calls '{name}', of which nothing is known", call.Syntax);
                return all;
        }
    }

    // Who is given a delegate calls it; one that is written here was looked at already.
    private void InvokeDelegates(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments.Where(static argument => argument.Value.Type?.TypeKind == TypeKind.Delegate))
            body.Change(body.Visit(argument.Value), $"passes on the delegate '{argument.Value.Syntax}', of which nothing is known", call.Syntax);
    }

    private void Construct(IMethodSymbol constructor, ulong created, ulong[] arguments, SyntaxNode where)
    {
        if (HasSource(constructor) && !constructor.IsImplicitlyDeclared && walk.Of(constructor) is { } summary)
            Apply(summary, constructor, created, arguments, where);
        else if (constructor.ContainingType is { Name: "FileStream" or "StreamWriter" } && constructor.Parameters.FirstOrDefault()?.Name == "path")
            body.Change(Origins.Shared, $"opens a file by '{Names.Of(constructor)}', which may be more than a read", where);
    }

    /// <summary>A delegate made of a method does what the method does, to arguments that nobody has seen.</summary>
    private ulong Refer(IMethodReferenceOperation group)
    {
        var receiver = group.Instance is null ? 0 : body.Visit(group.Instance);
        var target = group.Method;
        if (target.MethodKind == MethodKind.LocalFunction)
            body.RunLocal(target.OriginalDefinition, []);
        else if (walk.IsTrusted(target) || (!HasSource(target) && KnownCalls.Of(target) is CallKind.Reads or CallKind.Creates or CallKind.Fetches))
            return 0;
        else if (HasSource(target) && !IsOpen(target) && walk.Of(target.ReducedFrom ?? target) is { } summary)
            Apply(summary, target, receiver, [.. target.Parameters.Select(static _ => Origins.Shared)], group.Syntax);
        else
            body.Change(Origins.Shared, $"makes a delegate of '{Names.Of(target)}', of which nothing is known", group.Syntax);
        return 0;
    }

    private ulong Apply(EffectSummary summary, IMethodSymbol target, ulong receiver, ulong[] arguments, SyntaxNode where)
    {
        // An extension that is called on its receiver has it as its first parameter.
        if (target.ReducedFrom is not null && arguments.Length < target.ReducedFrom.Parameters.Length)
            arguments = [receiver, .. arguments];
        foreach (var effect in summary.Effects)
        {
            var here = Here(effect.Key);
            if (effect.Key == Origins.Reference)
                continue; // the caller's own variable: assigned at the call
            body.Change(here, $"calls '{Names.Of(target.OriginalDefinition)}', which {effect.Value.What}", where);
            body.Store(here, Union(arguments));
        }

        return Here(summary.Result);

        ulong Here(ulong origins)
        {
            var here = origins & Origins.Shared;
            if ((origins & Origins.This) != 0)
                here |= receiver;
            for (var i = 0; i < arguments.Length; i++)
            {
                if ((origins & ~Origins.Shared & Origins.Parameter(i)) != 0)
                    here |= body.Deep(arguments[i]);
            }

            return here;
        }
    }

    /// <summary>By the ordinal of their parameters.</summary>
    private ulong[] Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var origins = new ulong[arguments.Length];
        foreach (var argument in arguments)
        {
            var ordinal = argument.Parameter?.Ordinal ?? 0;
            var value = argument.Parameter?.RefKind == RefKind.Out ? 0 : body.Visit(argument.Value);
            if (ordinal < origins.Length)
                origins[ordinal] |= value;
        }

        return origins;
    }

    private static ulong Union(ulong[] origins) => origins.Aggregate(0UL, static (all, one) => all | one);

    private static bool HasSource(IMethodSymbol method) => !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || (method.ReducedFrom is { } from && !from.DeclaringSyntaxReferences.IsEmpty)
        || (method.AssociatedSymbol is { } owner && !owner.DeclaringSyntaxReferences.IsEmpty);

    // What runs is another method, which may not be known here.
    private static bool IsOpen(IMethodSymbol method) => method.IsAbstract || method.IsExtern;
}
