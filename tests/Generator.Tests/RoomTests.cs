using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Tests;

/// <summary>What the rooms of the generator may know.</summary>
public class RoomTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Everything = typeof(ShadowGenerator).Assembly.GetTypes();

    public static TheoryData<string> Model => [.. Room("Model").Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Model))]
    public void The_model_compares_by_value_and_holds_no_symbol(string name)
    {
        var type = Everything.Single(candidate => candidate.FullName == name);
        if (type.IsEnum || (type.IsAbstract && type.IsSealed))
            return;
        Assert.True(type.GetInterfaces().Contains(typeof(IEquatable<>).MakeGenericType(type)), $"{type} is no record.");
        foreach (var property in type.GetProperties(All).Where(property => property.Name != "EqualityContract"))
            Assert.True(IsValue(property.PropertyType), $"{type}.{property.Name} is a {property.PropertyType}, which does not compare by value.");
    }

    [Fact]
    public void The_model_has_types_to_look_at() => Assert.True(Model.Count >= 8);

    [Fact]
    public void Emit_never_sees_the_compiler()
    {
        foreach (var type in Room("Emit"))
        {
            var seen = type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
                    .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []))
                .Concat(type.GetFields(All).Select(field => field.FieldType));
            Assert.DoesNotContain(seen, used => used.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true && used != typeof(InterceptableLocation));
            Assert.DoesNotContain(seen, used => used.Namespace == "ShadowGen.Generator.Parsing");
        }
    }

    private static IEnumerable<Type> Room(string name) =>
        Everything.Where(type => type.Namespace == "ShadowGen.Generator." + name && !type.Name.Contains('<', StringComparison.Ordinal));

    private static bool IsValue(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(InterceptableLocation)
        || type.Namespace == "ShadowGen.Generator.Model"
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>) && IsValue(type.GetGenericArguments()[0]));
}
