using System.Globalization;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes one member of a decorator: an explicit implementation that hands on to the inner object, and counts when it is a shadowed method.</summary>
internal static class DecoratedMemberEmitter
{
    public static void Emit(CodeWriter code, DecoratedMember member, DecoratorNames names)
    {
        var target = $"(({member.Owner})this.{KnownNames.Inner})";
        switch (member.Kind)
        {
            case DecoratedKind.Method:
                EmitMethod(code, member, names, target);
                break;
            case DecoratedKind.Event:
                code.Open($"event {member.Type} {member.Owner}.{member.Name}");
                code.Line($"add {{ {target}.{member.Name} += value; }}");
                code.Line($"remove {{ {target}.{member.Name} -= value; }}");
                code.Close();
                break;
            case DecoratedKind.Property:
                code.Open($"{Unsafe(member)}{member.Type} {member.Owner}.{member.Name}");
                EmitAccessors(code, member, $"{target}.{member.Name}");
                code.Close();
                break;
            default:
                code.Open($"{Unsafe(member)}{member.Type} {member.Owner}.this[{Parameters(member)}]");
                EmitAccessors(code, member, $"{target}[{Arguments(member)}]");
                code.Close();
                break;
        }
    }

    private static void EmitAccessors(CodeWriter code, DecoratedMember member, string target)
    {
        if (member.HasGetter)
            code.Line($"get {{ {Give(member, target)} }}");

        // Only an object initialiser may call it, and a decorator is made without one.
        if (member.Setter == "init")
            code.Line("init { throw new global::System.NotSupportedException(\"The decorator of a service is made by ShadowGen alone.\"); }");
        else if (member.Setter.Length != 0)
            code.Line($"set {{ {target} = value; }}");
    }

    private static void EmitMethod(CodeWriter code, DecoratedMember member, DecoratorNames names, string target)
    {
        var parameters = DecoratorNames.Angle(member.TypeParameters.Select(static parameter => parameter.Attributes + parameter.Name));
        var arguments = DecoratorNames.Angle(member.TypeParameters.Select(static parameter => parameter.Name));
        var call = $"{target}.{member.Name}{arguments}({Arguments(member)})";
        if (member.Attributes.Length != 0)
            code.Line(member.Attributes.TrimEnd());
        code.Open($"{Unsafe(member)}{member.Type} {member.Owner}.{member.Name}{parameters}({Parameters(member)})");
        if (member.Edge < 0)
        {
            code.Line(Give(member, call));
        }
        else
        {
            var enter = member.Async == AsyncKind.None ? KnownNames.Enter : KnownNames.EnterAsync;
            var slot = string.Format(CultureInfo.InvariantCulture, "{0}.{1} + {2}", names.Owner, DecoratorEmitter.First, member.Edge);
            code.Line($"var {ShimNames.Frame} = {KnownNames.ShadowOutside}.{enter}({slot});");
            if (member.Features.Count != 0)
                code.Line($"if ({ShimNames.Frame}.{KnownNames.IsMeasured}) {KnownNames.ShadowCall}.{KnownNames.Arguments}({FeatureText.Reads(member.Features, member.Parameters, runtime: "")});");
            EmitCounted(code, member, call);
            code.Line($"finally {{ {ShimNames.Frame}.{KnownNames.Exit}(); }}");
        }

        code.Close();
    }

    private static void EmitCounted(CodeWriter code, DecoratedMember member, string call)
    {
        if (member.Async == AsyncKind.None)
        {
            code.Line($"try {{ {Give(member, call)} }}");
            return;
        }

        code.Open("try");
        code.Line($"var {ShimNames.Result} = {call};");
        code.Line($"{ShimNames.Frame}.{KnownNames.Observe}({ShimNames.Result});");
        code.Line($"return {ShimNames.Result};");
        code.Close();
    }

    private static string Give(DecoratedMember member, string value) => member.Returns switch
    {
        ReturnKind.Void => value + ";",
        ReturnKind.Ref => $"return ref {value};",
        _ => $"return {value};",
    };

    private static string Parameters(DecoratedMember member) =>
        string.Join(", ", member.Parameters.Select(static parameter => $"{parameter.Modifiers}{parameter.Type} {parameter.Name}"));

    private static string Arguments(DecoratedMember member) => string.Join(", ", member.Parameters.Select(static parameter => parameter.Argument + parameter.Name));

    private static string Unsafe(DecoratedMember member) => member.IsUnsafe ? "unsafe " : "";
}
