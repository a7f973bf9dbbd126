namespace ShadowGen.Fuzzer.Generation;

/// <summary>Why a call may stay plain, from what the fuzzer itself wrote: a second opinion on the generator's reasons.</summary>
internal static class SkipRules
{
    /// <param name="receiverReason">What the receiver says, or "".</param>
    public static void Allow(Universe universe, Scope scope, CallPlan plan, string receiverReason)
    {
        var method = plan.Method;
        if (method.TypeParameters.Exists(own => method.TypeParameters.Exists(p => plan.Map[p.Name] == own.Name)))
            universe.Allow(scope.Key, method.Name, "generic-recursion");
        if (scope is { HasThis: true, CanMutate: false, InStateMachine: true } && scope.Type?.IsValueType == true && method is { IsStatic: false, IsReadonly: false } && method.Owner == scope.Type)
            universe.Allow(scope.Key, method.Name, "hoisted-this");
        if (receiverReason.Length > 0)
            universe.Allow(scope.Key, method.Name, receiverReason);
        if (IsHiddenBy(method.Owner, "private"))
            universe.Allow(scope.Key, method.Name, "private-type-in-signature");
        if (IsHiddenBy(method.Owner, "file"))
            universe.Allow(scope.Key, method.Name, "file-local-type");
        if (method.Access == "private" && method.IsStatic && method.Owner.IsStatic && IsGeneric(method.Owner))
            universe.Allow(scope.Key, method.Name, "unreachable-accessor");
    }

    private static bool IsHiddenBy(TypeDecl? type, string access)
    {
        for (; type is not null; type = type.Outer)
        {
            if (type.Access == access)
                return true;
        }

        return false;
    }

    private static bool IsGeneric(TypeDecl? type)
    {
        for (; type is not null; type = type.Outer)
        {
            if (type.Generic is not null)
                return true;
        }

        return false;
    }
}
